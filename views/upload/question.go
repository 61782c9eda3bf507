package upload

import (
	"strconv"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// readingQuestion is what a person is asked of how a file is read: which sheet
// is the list, which row the header, in which encoding a text file is (SPEC
// S3.2, S3.4). It stays once it is answered, so that the answer can be changed.
type readingQuestion struct {
	kind    string // "sheet", "row" or "encoding"
	options []widgets.Option
}

// questions are the words of each kind.
var questions = map[string]string{"sheet": "upload.whichsheet", "row": "upload.whichrow", "encoding": "upload.whichencoding"}

// askReading is the question that a refusal leaves, the one before if it leaves
// none.
func (u *uploadScreen) askReading(err error, before *readingQuestion) *readingQuestion {
	refused := asFileError(err)
	if refused == nil {
		return before
	}
	w := u.desk.Words
	q := &readingQuestion{}
	add := func(id, text string) { q.options = append(q.options, widgets.Option{ID: id, Text: text}) }
	switch refused.Code {
	case data.FileSheetTie, data.FileHiddenSheet:
		q.kind = "sheet"
		for _, name := range lines(argument(refused.Args, "sheets") + "\n" + argument(refused.Args, "sheet")) {
			if name != "" {
				add(name, name)
			}
		}
	case data.FileHeaderRows:
		q.kind = "row"
		for _, row := range lines(argument(refused.Args, "rows")) {
			add(row, w.T("upload.row", "row", row))
		}
	case data.FileAboveHeader:
		q.kind = "row"
		for _, row := range []string{argument(refused.Args, "header"), argument(refused.Args, "row")} {
			add(row, w.T("upload.row", "row", row))
		}
	case data.FileAmbiguousText:
		q.kind = "encoding"
		names := lines(argument(refused.Args, "names"))
		for i, reading := range lines(argument(refused.Args, "headers")) {
			if i < len(names) {
				add(names[i], strings.TrimSpace(reading)+" ("+names[i]+")")
			}
		}
	}
	if len(q.options) == 0 {
		return before
	}
	return q
}

// Chosen is the answer that the options hold.
func (q *readingQuestion) Chosen(o data.Options) string {
	switch {
	case q.kind == "sheet":
		return o.Sheet
	case q.kind == "encoding":
		return o.Encoding
	case o.HeaderRow > 0:
		return strconv.Itoa(o.HeaderRow)
	}
	return ""
}

// answer reads the file anew as a person says.
func (u *uploadScreen) answer(id string) {
	o := &u.state.options
	u.state.mapping, o.Mapping = nil, nil
	switch u.state.question.kind {
	case "sheet":
		o.Sheet, o.HeaderRow = id, 0
	case "encoding":
		o.Encoding = id
	case "row":
		o.HeaderRow, _ = strconv.Atoi(id)
	}
	u.read()
}

// argument is the value of a name in a list of names and values.
func argument(args []string, name string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return ""
}

// lines are the parts of a joined list.
func lines(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, "\n")
}
