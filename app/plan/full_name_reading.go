package plan

import (
	"context"
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// Names says how the column of full names of a file would be read, for the upload
// screen (SPEC S15.1).
type Names struct {
	// Column is its index in the table.
	Column int
	Header string
	// Order is the order of the names, "" if it can't be told.
	Order data.NameOrder
	// Asked: some name needs the order, and it can't be told.
	Asked     bool
	firstLast []NameSample
	lastFirst []NameSample
}

// NameSample is a full name, split.
type NameSample struct{ Text, First, Last string }

// Samples are up to three names as they are split in an order.
func (n *Names) Samples(order data.NameOrder) []NameSample {
	if order == data.LastFirst {
		return n.lastFirst
	}
	return n.firstLast
}

// MayHoldNames reports whether one of the columns may be one of full names, so
// that ReadNames has to be asked.
func MayHoldNames(columns []Column) bool {
	first, last := len(columnsOf(columns, data.FirstName)) > 0, len(columnsOf(columns, data.LastName)) > 0
	return len(columnsOf(columns, data.FullName)) > 0 || last && !first
}

// ReadNames decides what Nom or Name alone is, in columns, and how a column of full
// names is read; nil if there is none. The error is a *data.FileError if a person
// has to say what the column is.
func ReadNames(ctx context.Context, base *data.Base, file *data.Table, columns []Column, o data.Options) (*Names, error) {
	if err := settleLoneName(base, file, columns); err != nil {
		return nil, err
	}
	file, _ = withoutAsides(base.Schema, file, columns)
	d := newDraft(ctx, base, file, cloneOptions(o), columns)
	d.lookUp()
	if !d.findFullNames() {
		return nil, ctx.Err()
	}
	header := file.Header[d.fullName]
	rows, _ := d.namedRows()
	form := storedAddressForm(base.Users)
	c := decideNames(rows, data.HeaderNameOrder(header), o.Names, form)
	names := &Names{Column: d.fullName, Header: data.Clean(data.WithoutControls(header)), Order: c.order}
	open := rows
	if c.order == "" {
		open = slices.DeleteFunc(slices.Clone(rows), func(n namedRow) bool {
			_, how := c.split(&n)
			return how != nameUndecided
		})
		if names.Asked = len(open) > 0; !names.Asked {
			open = rows
		}
	}
	names.firstLast = samples(open, decideNames(rows, "", data.FirstLast, form))
	names.lastFirst = samples(open, decideNames(rows, "", data.LastFirst, form))
	return names, ctx.Err()
}

// samples are the first different names that a column read in one way splits.
func samples(rows []namedRow, c nameColumn) []NameSample {
	var found []NameSample
	for i := range rows {
		text := data.WithoutControls(strings.Join(rows[i].name.words, " "))
		if rows[i].name.comma > 0 {
			text = data.WithoutControls(data.Clean(rows[i].cell.Text))
		}
		p, how := c.split(&rows[i])
		s := NameSample{text, p.first, p.last}
		if (how == nameSplit || how == nameSame) && !slices.Contains(found, s) {
			found = append(found, s)
		}
		if len(found) == mostSamples {
			break
		}
	}
	return found
}
