package compare

import (
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// side is one of two files that are compared.
type side struct {
	table   *data.Table
	columns []sideColumn
	// where is the place in columns of each field that the file has.
	where  map[data.Field]int
	people []sidePerson
}

// sideColumn is a column, or all Role columns together.
type sideColumn struct {
	// key is by what it is found in the other file.
	key     string
	header  string
	field   data.Field
	indexes []int
}

// sidePerson is a row with what it is found by, "" for what it does not bear.
type sidePerson struct {
	row                    *data.Row
	id, email, name, whole string
	// numeric: the ID may have lost its leading zeros (SPEC S3.7).
	numeric bool
}

// sharedColumn is a column that both files have.
type sharedColumn struct{ older, newer *sideColumn }

func newSide(c Contents) *side {
	s := &side{table: c.Table, where: map[data.Field]int{}}
	seen := map[string]int{}
	for i, col := range c.Columns {
		s.addColumn(i, col, seen)
	}
	s.people = make([]sidePerson, 0, len(c.Table.Rows))
	for i := range c.Table.Rows {
		if p := s.person(&c.Table.Rows[i]); !data.IsExampleEmail(p.email) {
			s.people = append(s.people, p)
		}
	}
	return s
}

// addColumn leaves out columns without a header and the one that our annotated copy adds.
// Of a column that is not used only the header is known (SPEC S3A.9).
func (s *side) addColumn(index int, col data.Column, seen map[string]int) {
	if f := col.Field; f != data.NoField {
		if _, known := s.where[f]; !known {
			s.where[f] = len(s.columns)
			s.columns = append(s.columns, sideColumn{key: "=" + f.Name(), header: col.Header, field: f})
		}
		known := &s.columns[s.where[f]]
		known.indexes = append(known.indexes, index)
		return
	}
	key := data.HeaderKey(col.Header)
	if key == "" || key == "problem" || key == "probleme" {
		return
	}
	seen[key]++
	s.columns = append(s.columns, sideColumn{key: key + "#" + strconv.Itoa(seen[key]), header: col.Header, field: data.NoField})
}

// person reads what a row is found by. Of a row of the wrong width it cannot be said
// which cell is which: it is found only as a whole.
func (s *side) person(row *data.Row) sidePerson {
	p := sidePerson{row: row}
	if row.Ragged {
		p.whole = s.wholeRagged(row)
		return p
	}
	id := s.cell(row, data.ID)
	p.id, p.numeric = data.IDKey(id.Text), looksNumeric(s.table, id)
	if email := s.cell(row, data.Email); !email.Blank() {
		address, _ := data.Address(email.Text)
		p.email = data.EmailKey(address)
	}
	p.name = data.NameKey(s.cell(row, data.FirstName).Text, s.cell(row, data.LastName).Text, data.SameLetters)
	if full := s.cell(row, data.FullName); p.name == "" && !full.Blank() {
		p.name = data.FullNameKey(full.Text)
	}
	if p.keyless() {
		p.whole = whole(row)
	}
	return p
}

// whole is all that stands in a row, but for blank cells at the end.
func whole(row *data.Row) string {
	var all strings.Builder
	for i := range row.Cells {
		all.WriteString(data.Clean(row.Cells[i].Text))
		all.WriteByte(0)
	}
	return "=" + strings.TrimRight(all.String(), "\x00")
}

// wholeRagged is what is known of a row of the wrong width: what its cells say of
// users, since the cells are not kept (SPEC S3A.9).
func (s *side) wholeRagged(row *data.Row) string {
	texts := s.raggedTexts(row)
	if len(texts) == 0 && len(row.Cells) == 0 {
		return "" // nothing is known of it
	}
	return "=" + strings.Join(texts, "\x00")
}

func (s *side) raggedTexts(row *data.Row) []string {
	var texts []string
	for i := range row.Cells {
		if text := data.Clean(row.Cells[i].Text); text != "" {
			texts = append(texts, data.WithoutControls(text))
		}
	}
	for _, m := range s.table.Mentions {
		if m.Row == row.Number {
			texts = append(texts, m.Key)
		}
	}
	return texts
}

// cell is the first cell of a field, a blank one without such a column.
func (s *side) cell(row *data.Row, f data.Field) data.Cell {
	place, known := s.where[f]
	if !known {
		return data.Cell{}
	}
	return row.Cell(s.columns[place].indexes[0])
}

func (s *side) named(row *data.Row) (first, last, email, id string) {
	if row.Ragged {
		return "", strings.Join(s.raggedTexts(row), " "), "", ""
	}
	text := func(f data.Field) string { return data.WithoutControls(data.Clean(s.cell(row, f).Text)) }
	email, _ = data.Address(text(data.Email))
	last = text(data.LastName)
	if _, full := s.where[data.FullName]; full {
		last = text(data.FullName)
	}
	return text(data.FirstName), last, email, text(data.ID)
}

// shown is what a column says in a row, as a person reads it.
func (s *side) shown(row *data.Row, c *sideColumn) string {
	if c.field == data.RoleID {
		return strings.Join(s.roles(row, c, data.Clean), ", ")
	}
	text := data.WithoutControls(data.Clean(row.Cell(c.indexes[0]).Text))
	if c.field == data.Email {
		text, _ = data.Address(text)
	}
	return text
}

// roles are the roles in all Role columns of a row, in the form given.
func (s *side) roles(row *data.Row, c *sideColumn, form func(string) string) []string {
	var ids []string
	for _, index := range c.indexes {
		for piece := range strings.FieldsFuncSeq(row.Cell(index).Text, data.SeparatesRoles) {
			if id := form(piece); id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// unshared are the headers of the columns that the other file does not have.
func (s *side) unshared(shared []sharedColumn) []string {
	var headers []string
	for i := range s.columns {
		c := &s.columns[i]
		if !slices.ContainsFunc(shared, func(both sharedColumn) bool { return both.older.key == c.key }) {
			headers = append(headers, data.Clean(c.header))
		}
	}
	return headers
}

// sharedColumns are the columns that both files have, in the order of the newer one.
func sharedColumns(before, after *side) []sharedColumn {
	var shared []sharedColumn
	for k := range after.columns {
		for i := range before.columns {
			if before.columns[i].key == after.columns[k].key {
				shared = append(shared, sharedColumn{&before.columns[i], &after.columns[k]})
			}
		}
	}
	return shared
}
