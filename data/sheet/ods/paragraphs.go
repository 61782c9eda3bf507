package ods

import (
	"strconv"

	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/workbook"
)

// paragraphs reads the paragraphs of a cell into the text that a person sees: runs
// of blanks are one, those at either end none, unless they are written as elements.
type paragraphs struct {
	*archive.Reader
	out     []byte
	address string // of the first link to an address
	count   int
	filled  bool // the paragraph has something
	blank   bool // blanks wait for something behind them
}

// begin begins a cell.
func (p *paragraphs) begin() {
	p.out, p.address, p.count = p.out[:0], "", 0
}

// paragraph reads the paragraph just started.
func (p *paragraphs) paragraph() error {
	if p.count++; p.count > 1 {
		p.out = append(p.out, '\n')
	}
	p.filled, p.blank = false, false
	return p.inline()
}

// inline reads what is in the paragraph, or in a part of it, to its end.
func (p *paragraphs) inline() error {
	for {
		switch t, err := p.Next(); {
		case err != nil:
			return err
		case t == archive.EndElement:
			return nil
		case t == archive.Text:
			p.words(p.Text)
		default:
			if err := p.element(); err != nil {
				return err
			}
		}
		if len(p.out) > archive.MaxPiece {
			return archive.TooLarge(p.Part, "a text of more than %d bytes", archive.MaxPiece)
		}
	}
}

// words appends text with its blanks collapsed.
func (p *paragraphs) words(text []byte) {
	for _, b := range text {
		if b == ' ' || b == '\t' || b == '\n' || b == '\r' {
			p.blank = p.filled
			continue
		}
		p.settle()
		p.out = append(p.out, b)
	}
}

// settle writes the blank that waits.
func (p *paragraphs) settle() {
	if p.blank {
		p.out = append(p.out, ' ')
	}
	p.filled, p.blank = true, false
}

// element reads an element of a paragraph: blanks, line breaks, links and fields,
// of which the text counts. Notes, pictures and how a word is pronounced do not.
func (p *paragraphs) element() error {
	if p.Space != archive.DocText {
		return p.Skip()
	}
	switch string(p.Local) {
	case "s":
		return p.blanks()
	case "tab":
		p.settle()
		p.out = append(p.out, '\t')
		return p.Skip()
	case "line-break":
		p.settle()
		p.out = append(p.out, '\n')
		return p.Skip()
	case "a":
		if target, found := p.AttrIn(archive.Links, "href"); found && p.address == "" {
			p.address = workbook.MailAddress(target)
		}
	case "note", "ruby-text", "tracked-changes", "script":
		return p.Skip()
	}
	return p.inline()
}

// blanks reads blanks that are written as an element.
func (p *paragraphs) blanks() error {
	count := 1
	if value, found := p.AttrIn(archive.DocText, "c"); found {
		n, err := strconv.ParseUint(value, 10, 31)
		if err != nil {
			return archive.Damaged(p.Part, "%q blanks", value)
		}
		count = int(n)
	}
	if count > archive.MaxPiece {
		return archive.TooLarge(p.Part, "%d blanks", count)
	}
	p.settle()
	for range count {
		p.out = append(p.out, ' ')
	}
	return p.Skip()
}
