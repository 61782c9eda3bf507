package plan

import (
	"slices"
	"strconv"
	"strings"

	"headcount/data"
)

// Column is what was recognised of one column of a file, for the upload
// screen (SPEC S8.3).
type Column struct {
	data.Column
	// Index is the position in the table.
	Index int
	// Chosen marks a column that a person mapped by hand.
	Chosen bool
	// Why says why a column is not used in spite of its header: see the
	// constants; "" if its header is not known or the column is used.
	Why string
	// Filled counts the cells that are not blank; Samples are the first three
	// different ones.
	Filled  int
	Samples []string
}

// Reasons why a column is not used.
const (
	FormsOfAddress   = "forms_of_address" // Title with M., Mme, Mr, Ms
	AnnotationColumn = "annotation"       // the Problem column of our annotated copy
	mostSamples      = 3
)

// Columns says what each column of the file is read as, with the mapping by
// hand (header as written → field name, "" for ignored; the second of two equal
// headers is "Header#2"). The schema is that of the base, or of roles for a
// hierarchy file (S13.2). The columns are returned with the error too, so that
// a person can decide. The error is a *data.FileError (SPEC S3.2).
func Columns(schema *data.Schema, file *data.Table, mapping map[string]string) ([]Column, error) {
	columns, err := recognise(schema, file, mapping)
	for i := range columns {
		columns[i].count(file)
	}
	return columns, err
}

func (c *Column) count(file *data.Table) {
	for i := range file.Rows {
		cell := file.Rows[i].Cell(c.Index)
		if cell.Blank() {
			continue
		}
		c.Filled++
		if len(c.Samples) < mostSamples {
			if text := data.Clean(cell.Text); !slices.Contains(c.Samples, text) {
				c.Samples = append(c.Samples, text)
			}
		}
	}
}

// recognise decides what every column is read as and refuses files that
// cannot be planned from.
func recognise(schema *data.Schema, file *data.Table, mapping map[string]string) ([]Column, error) {
	columns := make([]Column, len(file.Header))
	used := map[string]bool{}
	seen := map[string]int{}
	for i, header := range file.Header {
		seen[header]++
		c := Column{Column: data.Column{Header: header, Field: data.NoField}, Index: i}
		if name, key, ok := mapped(mapping, header, seen[header]); ok {
			used[key], c.Chosen, c.Field = true, true, schema.Named(name)
			if name != "" && c.Field == data.NoField {
				return nil, data.Refuse(data.FileMap, nil, "header", header, "field", name, "headers", strings.Join(file.Header, "\n"))
			}
		} else {
			c.Field, c.Why = byHeader(schema, file, i)
		}
		columns[i] = c
	}
	for key := range mapping {
		if !used[key] {
			return columns, data.Refuse(data.FileMap, nil, "header", key, "headers", strings.Join(file.Header, "\n"))
		}
	}
	return columns, refuse(schema, file, columns)
}

// mapped looks a header up in the mapping by hand: "Header#2" for the second
// column of that name, then the header as written, then without what S3.2
// calls no difference.
func mapped(mapping map[string]string, header string, occurrence int) (name, key string, ok bool) {
	if len(mapping) == 0 {
		return "", "", false
	}
	for _, key := range []string{header + "#" + strconv.Itoa(occurrence), header} {
		if name, ok := mapping[key]; ok {
			return name, key, true
		}
	}
	for _, key := range sortedKeys(mapping) {
		if folded := data.HeaderKey(key); folded != "" && folded == data.HeaderKey(header) {
			return mapping[key], key, true
		}
	}
	return "", "", false
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func byHeader(schema *data.Schema, file *data.Table, index int) (data.Field, string) {
	if isProblemColumn(file.Header[index]) {
		return data.NoField, AnnotationColumn
	}
	f := schema.ForHeader(file.Header[index])
	key := data.HeaderKey(file.Header[index])
	if f == data.JobTitle && (key == "title" || key == "titre") && holdsFormsOfAddress(file, index) {
		return data.NoField, FormsOfAddress
	}
	return f, ""
}

var formsOfAddress = map[string]bool{
	"m": true, "mm": true, "mr": true, "mrs": true, "ms": true, "miss": true, "mx": true, "dr": true,
	"mme": true, "mmes": true, "mlle": true, "monsieur": true, "madame": true, "mademoiselle": true,
}

// holdsFormsOfAddress reports whether more than half of the values that a
// Title column holds are M., Mme, Mr, Ms and their kind (SPEC S3.2).
func holdsFormsOfAddress(file *data.Table, index int) bool {
	forms, filled := 0, 0
	for i := range file.Rows {
		cell := file.Rows[i].Cell(index)
		if cell.Blank() {
			continue
		}
		filled++
		if formsOfAddress[strings.TrimSuffix(data.FoldName(cell.Text), ".")] {
			forms++
		}
	}
	return forms*2 > filled
}

// refuse returns why a file with these columns cannot be planned from.
func refuse(schema *data.Schema, file *data.Table, columns []Column) error {
	if file.MergedHeader != "" {
		return data.Refuse(data.FileMergedHeader, nil, "range", file.MergedHeader)
	}
	if err := refuseTwice(schema, columns); err != nil {
		return err
	}
	if schema == data.RoleSchema {
		return refuseRoles(file, columns)
	}
	if len(headersOf(columns, data.Email)) == 0 && len(headersOf(columns, data.ID)) == 0 {
		code := data.FileNoKeyColumn
		if !slices.ContainsFunc(columns, func(c Column) bool { return c.Field != data.NoField || c.Chosen }) {
			code = data.FileNoHeader
		}
		return data.Refuse(code, nil, "headers", strings.Join(file.Header, "\n"), "nearest", nearestKeyColumn(file, columns))
	}
	if len(file.Rows) == 0 {
		return data.Refuse(data.FileNoRows, nil)
	}
	for _, c := range columns {
		if c.Field == data.Email && c.Chosen {
			if share, sample := addresses(file, c.Index); share < 50 {
				return data.Refuse(data.FileNotAddresses, nil, "header", c.Header, "sample", sample)
			}
		}
	}
	return nil
}

// refuseTwice refuses two columns for one field that can have only one.
func refuseTwice(schema *data.Schema, columns []Column) error {
	for _, info := range schema.Fields() {
		if headers := headersOf(columns, info.Field); len(headers) > 1 && !info.Several {
			return data.Refuse(data.FileColumnTwice, nil, "field", fieldArgument(info), "headers", strings.Join(headers, "\n"))
		}
	}
	return nil
}

// fieldArgument is a field for the sentence of a refusal: by its name, one of the
// organization's own as it is called.
func fieldArgument(info data.FieldInfo) string {
	if info.Field.Own() {
		return info.English[0]
	}
	return info.Field.Name()
}

func headersOf(columns []Column, f data.Field) []string {
	var headers []string
	for _, c := range columns {
		if c.Field == f {
			headers = append(headers, c.Header)
		}
	}
	return headers
}

// nearestKeyColumn guesses which column was meant to be Email or ID: the one
// that holds addresses, else the one whose header is spelled most alike.
func nearestKeyColumn(file *data.Table, columns []Column) string {
	for _, c := range columns {
		if share, _ := addresses(file, c.Index); len(file.Rows) > 0 && share >= 50 {
			return c.Header
		}
	}
	var known []string
	for _, f := range []data.Field{data.Email, data.ID} {
		info := data.UserSchema.Info(f)
		for _, h := range slices.Concat(info.English, info.French) {
			known = append(known, data.HeaderKey(h))
		}
	}
	best, nearest := 3, ""
	for _, c := range columns {
		for _, k := range known {
			if n := distance(data.HeaderKey(c.Header), k, best-1); len(k) > 2 && n < best {
				best, nearest = n, c.Header
			}
		}
	}
	return nearest
}

// addresses returns the share of the filled cells of a column that hold an
// address, in percent, 100 for an empty column, and one that does not.
func addresses(file *data.Table, index int) (percent int, sample string) {
	good, filled := 0, 0
	for i := range file.Rows {
		cell := file.Rows[i].Cell(index)
		if cell.Blank() {
			continue
		}
		filled++
		if address, _ := data.Address(cell.Text); data.ValidAddress(address) {
			good++
		} else if sample == "" {
			sample = data.Clean(cell.Text)
		}
	}
	if filled == 0 {
		return 100, ""
	}
	return good * 100 / filled, sample
}
