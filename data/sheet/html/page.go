package html

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/workbook"
)

// page reads the tables of a page. One that holds another table is there for the
// layout, and no table.
type page struct {
	ctx    context.Context
	tables *workbook.Memory
	open   []*table // within each other
	count  int
	names  map[string]bool
	title  string
	inside atom.Atom // an element of which the text counts for something else
	tags   int
}

// table is a table being read: its rows with their cells.
type table struct {
	rows    []*row
	row     *row
	cell    *cell
	caption strings.Builder
	layout  bool // it holds another table
}

type row struct {
	hidden bool
	cells  []*cell
}

type cell struct {
	text          text
	columns, rows int
	address       string
}

// read reads the page to its end.
func (p *page) read(content string) error {
	p.names = map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		if p.tags++; p.tags%4096 == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				return z.Err()
			}
			if len(p.open) > 0 {
				return damaged("the page ends within a table")
			}
			return nil
		case html.TextToken:
			p.addText(z)
		case html.StartTagToken, html.SelfClosingTagToken:
			if err := p.start(tagOf(z, kind)); err != nil {
				return err
			}
		case html.EndTagToken:
			if err := p.end(tagOf(z, kind).DataAtom); err != nil {
				return err
			}
		}
	}
}

// tagOf is the tag just read: what it is, and its attributes.
func tagOf(z *html.Tokenizer, kind html.TokenType) html.Token {
	name, more := z.TagName()
	tag := html.Token{Type: kind, DataAtom: atom.Lookup(name)}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		tag.Attr = append(tag.Attr, html.Attribute{Key: string(key), Val: string(value)})
	}
	return tag
}

// addText adds text to the cell, the caption or the title that it stands in.
func (p *page) addText(z *html.Tokenizer) {
	switch {
	case p.inside == atom.Title:
		p.title += string(z.Text())
	case p.inside != 0 && p.inside != atom.Caption || len(p.open) == 0:
	case p.inside == atom.Caption:
		p.top().caption.Write(z.Text())
	case p.top().cell != nil:
		p.top().cell.text.words(string(z.Text()))
	}
}

func (p *page) top() *table { return p.open[len(p.open)-1] }

// start reads a start tag.
func (p *page) start(tag html.Token) error {
	switch tag.DataAtom {
	case atom.Table:
		if len(p.open) == maxDepth {
			return data.Refuse(data.FileTooLarge, fmt.Errorf("tables deeper than %d", maxDepth), "part", part)
		}
		if len(p.open) > 0 {
			p.top().layout = true
		}
		p.open = append(p.open, &table{})
		return nil
	case atom.Title, atom.Script, atom.Style, atom.Caption, atom.Textarea, atom.Select:
		if tag.Type == html.StartTagToken {
			p.inside = tag.DataAtom
		}
		return nil
	}
	if len(p.open) > 0 {
		p.top().start(tag)
	}
	return nil
}

// end reads an end tag.
func (p *page) end(tag atom.Atom) error {
	switch {
	case p.inside == tag:
		p.inside = 0
	case len(p.open) == 0:
	case tag == atom.Table:
		t := p.top()
		p.open = p.open[:len(p.open)-1]
		if !t.layout {
			return p.add(t)
		}
	case tag == atom.Tr:
		p.top().row, p.top().cell = nil, nil
	case tag == atom.Td || tag == atom.Th:
		p.top().cell = nil
	case p.top().cell != nil && blocks[tag]:
		p.top().cell.text.line()
	}
	return nil
}

// blocks are elements that begin on a line of their own.
var blocks = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.H1: true, atom.H2: true, atom.H3: true}

// start reads a start tag within the table.
func (t *table) start(tag html.Token) {
	switch tag.DataAtom {
	case atom.Tr:
		t.addRow(hides(tag))
	case atom.Td, atom.Th:
		if t.row == nil {
			t.addRow(false)
		}
		t.cell = &cell{columns: span(tag, "colspan"), rows: span(tag, "rowspan")}
		t.row.cells = append(t.row.cells, t.cell)
	case atom.Br:
		if t.cell != nil {
			t.cell.text.breaks()
		}
	case atom.A:
		if t.cell != nil && t.cell.address == "" {
			t.cell.address = workbook.MailAddress(attribute(tag, "href"))
		}
	default:
		if t.cell != nil && blocks[tag.DataAtom] {
			t.cell.text.line()
		}
	}
}

func (t *table) addRow(hidden bool) {
	t.row, t.cell = &row{hidden: hidden}, nil
	t.rows = append(t.rows, t.row)
}

// add keeps a table that has ended: each cell where it stands, those over several
// columns or rows as merged ones.
func (p *page) add(t *table) error {
	p.count++
	grid, err := p.tables.Add(p.named(t.caption.String()), false, part)
	if err != nil {
		return err
	}
	below := map[int]int{} // rows that a column is still covered in
	for i, r := range t.rows {
		grid.BeginRow(i + 1)
		for _, c := range r.cells {
			grid.Column++
			for below[grid.Column] > 0 {
				below[grid.Column]--
				grid.Column++
			}
			if err := put(grid, c, len(t.rows)-i, below); err != nil {
				return err
			}
		}
		for column, rows := range below {
			if column > grid.Column && rows > 0 {
				below[column]--
			}
		}
		if err := grid.EndRow(r.hidden); err != nil {
			return workbook.InRow(err, part, i+1)
		}
	}
	return nil
}
