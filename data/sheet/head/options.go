package head

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// MaxRows is Excel's own limit on rows, the header row included (SPEC S3.10).
const MaxRows = 1 << 20

// Searched is how many rows are searched for the header (SPEC S3.2).
const Searched = 20

// Options say how a file is read. The zero value reads a user file.
type Options struct {
	// Sheet names the sheet to read; "" chooses the one with the most known
	// headers (SPEC S3.2). CSV files have no sheets and ignore it.
	Sheet string
	// HeaderRow is the number of the header row, 0 to find it among the first
	// twenty (SPEC S3A.10).
	HeaderRow int
	// Encoding is that of a text file; "" tells it by the content (SPEC S3A.7).
	Encoding string
	// Stored reports whether a text is the name of somebody who is known, which
	// speaks for the encoding that makes it so; nil if nobody is.
	Stored func(name string) bool
	// Field returns the field that a header stands for; nil is that of users.
	Field func(header string) data.Field
	// AnyHeader takes, where none of the first rows has a known header, the
	// widest of them for the header unless an address stands in it, so that a
	// person can say what its columns are (SPEC S3.2).
	AnyHeader bool
	// Progress is told how many of total units (bytes, as a rule) are done; it
	// is called on the goroutine of Read, some hundred times at most. It may
	// be nil.
	Progress func(done, total int64)
}

func (o Options) field(header string) data.Field {
	if o.Field != nil {
		return o.Field(header)
	}
	return data.UserSchema.ForHeader(header)
}

// Known counts how many different known fields the cells of a possible header
// row name.
func (o Options) Known(cells []string) int {
	seen := map[data.Field]bool{}
	for _, c := range cells {
		if f := o.field(c); f != data.NoField {
			seen[f] = true
		}
	}
	return len(seen)
}

// mayHead reports whether cells without a known header can be a header row at
// all: a row in which an address stands is somebody's.
func (o Options) mayHead(names []string) bool {
	return o.AnyHeader && len(names) > 0 && !slices.ContainsFunc(names, func(s string) bool { return strings.Contains(s, "@") })
}

// Tell tells how much is done, if anybody wants to know.
func (o Options) Tell(done, total int64) {
	if o.Progress != nil {
		o.Progress(done, total)
	}
}
