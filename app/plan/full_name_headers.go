package plan

import (
	"slices"
	"strings"
	"unicode"

	"headcount.app/headcount/data"
)

// FullNameColumn says why a column of full names is not used: first and last name
// stand in columns of their own.
const FullNameColumn = "full_name"

// settleFullNames decides which columns are full names as far as the headers and
// the kind of the values tell (SPEC S15.1).
func settleFullNames(schema *data.Schema, file *data.Table, columns []Column) {
	for i := range columns {
		c := &columns[i]
		if c.Field == data.FullName && !c.Chosen && perhapsNumbers[schema.Heading(c.Header).Name] && !holdsWords(file, c.Index) {
			c.Field = data.NoField
		}
	}
	for i := range columns {
		c := &columns[i]
		if c.Field != data.FullName || c.Chosen {
			continue
		}
		first, last := len(columnsOf(columns, data.FirstName)) > 0, len(columnsOf(columns, data.LastName)) > 0
		switch bare := schema.Heading(c.Header).Name == bareName; {
		case first && last:
			c.Field, c.Why = data.NoField, FullNameColumn
		case first && bare:
			c.Field = data.LastName
		case last && bare:
			c.Field = data.FirstName
		}
	}
}

// bareName is the key of the header Name, bareNom that of Nom.
const bareName, bareNom = "name", "nom"

// perhapsNumbers are the headers of full names that may also be those of numbers.
var perhapsNumbers = wordsOf("employee salarie collaborateur employe person")

// holdsWords reports whether most values of a column are words.
func holdsWords(file *data.Table, column int) bool {
	return mostly(file, column, func(_ *data.Row, text string) bool {
		return !strings.ContainsFunc(text, unicode.IsDigit) && !strings.Contains(text, "@") && strings.ContainsFunc(text, unicode.IsLetter)
	})
}

// mostly reports whether something holds of more than half of the values of a
// column.
func mostly(file *data.Table, column int, holds func(row *data.Row, text string) bool) bool {
	yes, filled := 0, 0
	for i := range file.Rows {
		row := &file.Rows[i]
		if row.Ragged || row.Cell(column).Blank() {
			continue
		}
		filled++
		if holds(row, data.Clean(row.Cell(column).Text)) {
			yes++
		}
	}
	return yes*2 > filled
}

// loneName is the place of the column Nom or Name that stands alone, -1 for none.
func loneName(base *data.Base, columns []Column) int {
	if len(columnsOf(columns, data.FirstName)) > 0 {
		return -1
	}
	return slices.IndexFunc(columns, func(c Column) bool {
		if c.Chosen {
			return false
		}
		switch key := base.Schema.Heading(c.Header).Name; c.Field {
		case data.LastName:
			return key == bareNom && len(columnsOf(columns, data.FullName)) == 0
		case data.FullName:
			return key == bareName && len(columnsOf(columns, data.LastName)) == 0
		}
		return false
	})
}

// settleLoneName decides what Nom or Name alone is: a full name if most values
// are of two words or hold the stored first name; the half that is stored if most
// values are that. Otherwise it has to be asked: the error is a *data.FileError
// (SPEC S15.1).
func settleLoneName(base *data.Base, file *data.Table, columns []Column) error {
	at := loneName(base, columns)
	if at < 0 {
		return nil
	}
	column := columns[at].Index
	if mostly(file, column, func(_ *data.Row, text string) bool { return strings.Contains(text, " ") }) {
		columns[at].Field = data.FullName
		return nil
	}
	people := leads(base, columns)
	stored := func(f data.Field) bool {
		return mostly(file, column, func(row *data.Row, text string) bool {
			u := people(row)
			return u != nil && u.Get(f) != "" && data.WideNames(text) == data.WideNames(u.Get(f))
		})
	}
	for _, f := range []data.Field{data.LastName, data.FirstName} {
		if stored(f) {
			columns[at].Field = f
			return nil
		}
	}
	i := slices.IndexFunc(file.Rows, func(row data.Row) bool { cell := row.Cell(column); return !cell.Blank() })
	if i < 0 {
		return nil
	}
	sample := data.Clean(file.Rows[i].Cell(column).Text)
	columns[at].Field = data.NoField
	return data.Refuse(data.FileNameColumn, nil, "header", columns[at].Header, "sample", sample)
}

// leads tells whom a row leads to by its address or ID alone, nil for nobody.
func leads(base *data.Base, columns []Column) func(row *data.Row) *data.User {
	people := newDirectory(base.Users)
	return func(row *data.Row) *data.User {
		for i := range columns {
			found := nobody
			text := row.Cell(columns[i].Index).Text
			switch columns[i].Field {
			case data.Email:
				address, _ := data.Address(text)
				found = people.withEmail(data.EmailKey(address))
			case data.ID:
				found = people.withID(data.IDKey(text))
			}
			if found != nobody {
				return &base.Users[found]
			}
		}
		return nil
	}
}
