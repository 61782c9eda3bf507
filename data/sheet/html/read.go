package html

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/workbook"
)

// Bounds on a page (SPEC S3.10).
const (
	maxFile  = 128 << 20
	maxDepth = 64 // tables within each other
	maxSpan  = 1000
	declared = 4096 // bytes in which the encoding is declared
)

// part is what a page is called in refusals.
const part = "html"

// Read reads the table of a web page of size bytes that has a header: two of them are
// asked as two sheets are, and a page without any is refused as data.FileHTML. Its
// other errors are those of csv.Read.
func Read(ctx context.Context, r io.ReaderAt, size int64, o head.Options) (*data.Table, error) {
	if size > maxFile {
		return nil, data.Refuse(data.FileTooLarge, fmt.Errorf("a page of %d bytes", size), "part", part)
	}
	raw, err := csv.Raw(ctx, r, size)
	if err != nil {
		return nil, err
	}
	text, encoding, doubts, err := decode(o, raw)
	if err != nil {
		return nil, err
	}
	page := &page{ctx: ctx, tables: workbook.NewMemory(nil)}
	if err := page.read(text); err != nil {
		return nil, err
	}
	if page.count == 0 {
		return nil, data.Refuse(data.FileHTML, nil)
	}
	o.AnyHeader = o.AnyHeader && page.count == 1 // of several tables none is the list by its width
	t, err := workbook.Read(ctx, o, page.tables, "html")
	if err != nil {
		return nil, page.refusal(err)
	}
	t.Encoding = encoding
	if len(doubts) > 0 {
		csv.MarkDoubtful(t, doubts)
	}
	o.Tell(size, size)
	return t, nil
}

// charset is where a page declares its encoding.
var charset = regexp.MustCompile(`(?i)<meta[^>]*charset\s*=\s*["']?\s*([a-z0-9_:.-]+)`)

// decode returns the text of a page, in UTF-8 if it is that, else in the encoding asked
// for or declared, else as a text file is read.
func decode(o head.Options, raw string) (text, encoding string, doubts []string, err error) {
	if o.Encoding == "" && !utf8.ValidString(raw) {
		if found := charset.FindStringSubmatch(raw[:min(len(raw), declared)]); found != nil {
			own := o
			own.Encoding = found[1]
			if text, encoding, doubts, err = csv.Decode(own, raw); err == nil {
				return text, encoding, doubts, nil
			}
		}
	}
	return csv.Decode(o, raw)
}

// refusal is what is said of a page in which the list was not found: of several tables
// without a header there is nothing to be said but that it is a web page.
func (p *page) refusal(err error) error {
	var refused *data.FileError
	if errors.As(err, &refused) && (refused.Code == data.FileEmpty || refused.Code == data.FileNoHeader && p.count > 1) {
		return data.Refuse(data.FileHTML, nil)
	}
	return err
}

// named makes a name for a table out of its caption or the title of the page.
func (p *page) named(caption string) string {
	name := strings.Join(strings.Fields(caption), " ")
	if name == "" {
		name = strings.Join(strings.Fields(p.title), " ")
	}
	if len(name) > head.MaxText {
		name = ""
	}
	if name == "" || p.names[name] {
		name = strings.TrimSpace(fmt.Sprintf("%s %d", name, p.count))
	}
	p.names[name] = true
	return name
}
