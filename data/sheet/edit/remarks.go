package edit

import (
	"fmt"
	"html"
	"strings"

	"github.com/xuri/excelize/v2"
)

// remarks writes what we say about cells into the comments of a sheet. A remark
// is a paragraph below a line with our name, and is known by that line: other
// programs join the pieces of a comment, and some lose who wrote it. Words of
// the person's own stay, before and behind it.
type remarks struct {
	author string
	fresh  []Edit          // cells that had no comment and have one now
	gone   map[string]bool // cells that had nothing but an earlier remark
}

// write returns the comments with our remarks on the cells given, and on no
// others.
func (r *remarks) write(text []byte, cells []Edit) ([]byte, error) {
	prefix, comments, authors := readComments(text)
	wanted := map[string]Edit{}
	for _, e := range cells {
		name, err := excelize.CoordinatesToCellName(e.Column+1, e.Row)
		if err != nil {
			return nil, err
		}
		wanted[name] = e
	}
	r.gone = map[string]bool{}
	var out []splice
	for _, c := range comments {
		e, remarked := wanted[c.ref]
		delete(wanted, c.ref)
		changes, err := r.change(c, e.Comment, remarked, prefix)
		if err != nil {
			return nil, err
		}
		out = append(out, changes...)
	}
	text = spliced(text, out)
	if len(wanted) == 0 {
		return text, nil
	}
	for _, e := range cells {
		if name, _ := excelize.CoordinatesToCellName(e.Column+1, e.Row); wanted[name].Comment != "" {
			r.fresh = append(r.fresh, e)
		}
	}
	return r.add(text, prefix, authors)
}

// add puts in the comments on cells that had none.
func (r *remarks) add(text []byte, prefix string, authors []string) ([]byte, error) {
	id := len(authors)
	for i, a := range authors {
		if a == xmlEscapes.Replace(r.author) {
			id = i
		}
	}
	var list strings.Builder
	for _, e := range r.fresh {
		name, err := excelize.CoordinatesToCellName(e.Column+1, e.Row)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&list, `<%scomment ref="%s" authorId="%d"><%stext>%s</%stext></%scomment>`, prefix, name, id, prefix, r.run(prefix, "", e.Comment), prefix, prefix)
	}
	text, ok := insertBefore(text, "commentList", func(string) string { return list.String() })
	if ok && id == len(authors) {
		text, ok = insertBefore(text, "authors", func(p string) string {
			return "<" + p + "author>" + xmlEscapes.Replace(r.author) + "</" + p + "author>"
		})
	}
	if !ok {
		return nil, notWhole("comments without a list")
	}
	return text, nil
}

// run is a remark as a piece of a comment.
func (r *remarks) run(prefix, before, remark string) string {
	return "<" + prefix + "r><" + prefix + `t xml:space="preserve">` + before + markup(r.author+":\n"+remark) + "</" + prefix + "t></" + prefix + "r>"
}

// change takes an earlier remark out of a comment and puts the new one behind
// the person's own words.
func (r *remarks) change(c oldComment, remark string, remarked bool, prefix string) ([]splice, error) {
	full := c.full()
	from, to, found := ownParagraph(full, r.author)
	if !remarked && !found {
		return nil, nil
	}
	if c.end.to == 0 {
		return nil, notWhole("an empty comment on %s", c.ref)
	}
	if strings.TrimSpace(full[:from]+full[to:]) == "" {
		if !remarked {
			r.gone[c.ref] = true
			return []splice{{c.from, c.to, ""}}, nil
		}
		return []splice{{c.start.to, c.end.from, r.run(prefix, "", remark)}}, nil
	}
	out := c.without(from, to)
	if remarked {
		out = append(out, splice{c.lastRun, c.lastRun, r.run(prefix, "\n\n", remark)})
	}
	return out, nil
}

// ownParagraph finds our remark in a comment: from the line with our name,
// with the blank lines before it, to the next blank line.
func ownParagraph(text, author string) (from, to int, found bool) {
	line := author + ":\n"
	from = strings.Index("\n"+text, "\n"+line)
	if from < 0 {
		return 0, 0, false
	}
	to = len(text)
	if end := strings.Index(text[from:], "\n\n"); end >= 0 {
		to = from + end
	}
	return len(strings.TrimRight(text[:from], "\n")), to, true
}

// oldComment is a comment that is there.
type oldComment struct {
	ref        string
	from, to   int // of the element
	start, end tag // around its text
	lastRun    int // where another piece of its text may stand
	pieces     []piece
}

// piece is one t of a comment, from the start of its tag to its end.
type piece struct {
	from, to int
	name     string // of the element
	text     string
}

func (c *oldComment) full() string {
	var all strings.Builder
	for _, p := range c.pieces {
		all.WriteString(p.text)
	}
	return all.String()
}

// without takes a range of the text out of the pieces that hold it.
func (c *oldComment) without(from, to int) []splice {
	var out []splice
	at := 0
	for _, p := range c.pieces {
		a, z := min(max(from-at, 0), len(p.text)), min(max(to-at, 0), len(p.text))
		if a < z {
			out = append(out, splice{p.from, p.to, "<" + p.name + ` xml:space="preserve">` + xmlEscapes.Replace(p.text[:a]+p.text[z:]) + "</" + p.name + ">"})
		}
		at += len(p.text)
	}
	return out
}

// readComments finds the comments in their part, in the order of the part.
func readComments(text []byte) (prefix string, comments []oldComment, authors []string) {
	r := commentReader{text: text}
	t := tags{text: text}
	for first := true; ; first = false {
		next, more := t.next()
		switch {
		case !more:
			return prefix, r.comments, r.authors
		case first:
			prefix = next.prefix
		default:
			r.take(next)
		}
		if !next.closing {
			r.open = next
		}
	}
}

// commentReader collects comments tag by tag.
type commentReader struct {
	text     []byte
	open     tag // the last one that was opened
	comments []oldComment
	authors  []string
	c        oldComment
	reading  bool // how text is read aloud in Japanese is no text
}

func (r *commentReader) take(next tag) {
	switch next.name {
	case "author":
		if next.empty {
			r.authors = append(r.authors, "")
		} else if next.closing {
			r.authors = append(r.authors, string(r.text[r.open.to:next.from]))
		}
	case "comment":
		r.comment(next)
	case "rPh":
		r.reading = !next.closing && !next.empty
	case "text":
		if next.closing {
			r.c.end = next
		} else if !next.empty {
			r.c.start, r.c.lastRun = next, next.to
		}
	case "t", "r":
		if next.closing && !r.reading {
			r.run(next)
		}
	}
}

// run ends a run of text, or the text of one.
func (r *commentReader) run(next tag) {
	if next.name == "r" {
		r.c.lastRun = next.to
		return
	}
	value := html.UnescapeString(string(r.text[r.open.to:next.from]))
	r.c.pieces = append(r.c.pieces, piece{r.open.from, next.to, next.prefix + next.name, value})
	r.c.lastRun = max(r.c.lastRun, next.to)
}

// comment begins or ends a comment.
func (r *commentReader) comment(next tag) {
	if next.closing {
		r.c.to = next.to
		r.comments = append(r.comments, r.c)
		return
	}
	ref, _, _, _ := attributeOf(r.text[next.from:next.to], "ref")
	r.c, r.reading = oldComment{ref: ref, from: next.from, to: next.to}, false
	if next.empty {
		r.comments = append(r.comments, r.c)
	}
}
