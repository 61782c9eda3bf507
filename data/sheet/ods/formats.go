package ods

import (
	"strconv"
	"strings"

	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/workbook"
)

// maxDigits bounds the places of a format.
const maxDigits = 64

// readFormat reads the format just started. It is put in Excel's words, in which
// package workbook knows what counts of it: number:min-integer-digits="4" is 0000.
func readFormat(x *archive.Reader) (format, error) {
	f := format{}
	kind := string(x.Local)
	f.date = kind == "date-style" || kind == "time-style"
	f.yesNo = kind == "boolean-style"
	code, plain := strings.Builder{}, false
	switch kind {
	case "percentage-style":
		code.WriteByte('%')
	case "currency-style":
		code.WriteByte(',')
	}
	err := x.Children(func() error {
		switch {
		case x.Is(archive.DocStyle, "map"):
			condition, _ := x.AttrIn(archive.DocStyle, "condition")
			switch condition {
			case "value()>=0", "value()>0":
				f.positive, _ = x.AttrIn(archive.DocStyle, "apply-style-name")
			case "value()<0", "value()=0", "value()<=0":
			default:
				plain = true // a number under a condition is taken as stored
			}
		case x.Is(archive.DocNumber, "number"):
			spaced, err := readDigits(x, &code)
			f.spaced = f.spaced || spaced
			return err
		case x.Is(archive.DocNumber, "text"):
			return readLiteral(x, &code)
		case x.Is(archive.DocNumber, "scientific-number"):
			code.WriteString("0E+00")
		case x.Is(archive.DocNumber, "fraction"):
			code.WriteByte('/')
		}
		return x.Skip()
	})
	if plain {
		return format{date: f.date}, err
	}
	f.shown = workbook.ParseFormat(code.String())
	return f, err
}

// readDigits reads the digits of a format, and what is written between them.
func readDigits(x *archive.Reader, code *strings.Builder) (spaced bool, err error) {
	number := func(name string) int {
		value, _ := x.AttrIn(archive.DocNumber, name)
		n, _ := strconv.Atoi(value)
		return max(0, min(n, maxDigits))
	}
	zeros, decimals := number("min-integer-digits"), number("decimal-places")
	grouped, _ := x.AttrIn(archive.DocNumber, "grouping")
	between := map[int]string{} // by the number of digits behind it
	err = x.Children(func() error {
		if !x.Is(archive.DocNumber, "embedded-text") {
			return x.Skip()
		}
		at := number("position")
		var text strings.Builder
		err := readLiteral(x, &text)
		between[at] += text.String()
		return err
	})
	places := max(zeros, 1)
	for at := range between {
		places = max(places, at+1)
	}
	if zeros < 2 && len(between) == 0 {
		code.WriteByte('0')
	} else {
		for digit := places; digit > 0; digit-- {
			code.WriteString(between[digit])
			if digit <= zeros {
				code.WriteByte('0')
			} else {
				code.WriteByte('#')
			}
		}
	}
	if grouped == "true" {
		code.WriteByte(',')
	}
	if decimals > 0 {
		code.WriteString(".0")
	}
	return len(between) > 0, err
}

// readLiteral reads words of a format.
func readLiteral(x *archive.Reader, code *strings.Builder) error {
	for {
		switch t, err := x.Next(); {
		case err != nil:
			return err
		case t == archive.EndElement:
			return nil
		case t == archive.Text:
			for i, part := range strings.Split(string(x.Text), `"`) {
				if i > 0 {
					code.WriteString(`\"`)
				}
				if part != "" && code.Len() < archive.MaxPiece {
					code.WriteString(`"` + part + `"`)
				}
			}
		default:
			if err := x.Skip(); err != nil {
				return err
			}
		}
	}
}
