package workbook

import (
	"math"
	"strconv"
	"time"

	"headcount.app/headcount/data"
)

// maxDigits is how many digits Excel keeps of a number (SPEC S3.7).
const maxDigits = 15

// Number is the value of a numeric cell: its text is appended to to, in plain
// decimal and in the format shown as far as that counts (SPEC S3.5). ok is
// false if value is no number.
func Number(to, value []byte, format *Format, date1904 bool) (_ []byte, kind data.CellKind, ok bool) {
	if whole := wholeNumber(value); whole && !format.date {
		return format.appendDigits(to, value), format.kind(), true
	}
	if !isDecimal(value) {
		return to, data.Text, false
	}
	f, err := strconv.ParseFloat(string(value), 64)
	if err != nil || math.IsInf(f, 0) {
		return to, data.Text, false
	}
	if format.date {
		return date(to, f, date1904), data.Date, true
	}
	if math.Abs(f) >= 1e15 {
		return strconv.AppendFloat(to, f, 'f', -1, 64), data.Truncated, true
	}
	// What Excel stores beyond fifteen digits is noise that nobody is shown:
	// 1.1000000000000001.
	if f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', maxDigits, 64), 64); err != nil {
		return to, data.Text, false
	}
	kind = data.Number
	if format.scientific {
		kind = data.Scientific
	}
	if f == math.Trunc(f) && f >= 0 {
		digits := strconv.AppendFloat(nil, math.Abs(f), 'f', 0, 64)
		if len(digits) > maxDigits {
			return append(to, digits...), data.Truncated, true
		}
		return format.appendDigits(to, digits), format.kind(), true
	}
	return strconv.AppendFloat(to, f, 'f', -1, 64), kind, true
}

// wholeNumber reports whether value is a whole number just as it is shown in
// the General format.
func wholeNumber(value []byte) bool {
	if len(value) == 0 || len(value) > maxDigits || (value[0] == '0' && len(value) > 1) {
		return false
	}
	for _, c := range value {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// isDecimal reports whether value is a number as XML Schema writes it, without
// INF, NaN and what else Go's numbers may be.
func isDecimal(value []byte) bool {
	digits := false
	for i, c := range value {
		switch {
		case c >= '0' && c <= '9':
			digits = true
		case c == '.' || ((c == 'e' || c == 'E') && digits):
		case (c == '-' || c == '+') && (i == 0 || value[i-1]|0x20 == 'e'):
		default:
			return false
		}
	}
	return digits && len(value) < 400
}

// lastSerial is the last day of Excel's calendar, 9999-12-31.
const lastSerial = 2958465

// date appends the day of a serial number. Excel has a 29 February 1900 that
// never was, and shows nothing for days beyond its calendar: those stay
// numbers.
func date(to []byte, serial float64, date1904 bool) []byte {
	day := math.Floor(serial)
	if date1904 {
		day += 1462
	}
	switch {
	case day < 0 || day > lastSerial:
		return strconv.AppendFloat(to, serial, 'f', -1, 64)
	case day == 60 && !date1904:
		return append(to, "1900-02-29"...)
	case day < 60:
		day++
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(day)).AppendFormat(to, time.DateOnly)
}

// ISODate returns the day of a cell of type d, 2024-03-05 or 2024-03-05T08:00;
// a time or a duration, 08:00 or PT8H, stays what it is: whatever a cell of this
// type holds, it is no text.
func ISODate(value []byte) []byte {
	if len(value) > 10 && (value[10] == 'T' || value[10] == ' ' || value[10] == 'Z') {
		if _, err := time.Parse(time.DateOnly, string(value[:10])); err == nil {
			return value[:10]
		}
	}
	return value
}
