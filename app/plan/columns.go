package plan

import (
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/data"
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
	WorkColumn       = "work"             // Email (work) where there is another Email
	RoleText         = "role_text"        // Role beside Role ID
	SecondTable      = "second_table"     // part of another table beside the list
	mostSamples      = 3
)

// Columns says what each column of the file is read as, with the mapping by
// hand (header as written → field name, "" for ignored; the second of two equal
// headers is "Header#2"; a column without a fitting header goes by its letter).
// The schema is that of the base, or of roles for a hierarchy file (S13.2). The
// columns are returned with the error too, so that
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
		if c.Why != SecretColumn && len(c.Samples) < mostSamples {
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
	if len(file.Read) == len(columns) && len(columns) > 0 {
		for i, read := range file.Read {
			columns[i] = Column{Column: data.Column{Header: file.Header[i], Field: read.Field}, Why: read.Why, Index: i}
		}
		return columns, nil
	}
	hand := newByHand(file.Header, mapping)
	for i, header := range file.Header {
		c := Column{Column: data.Column{Header: header, Field: data.NoField}, Index: i}
		if name, ok := hand.choice(i); ok {
			c.Chosen, c.Field = true, schema.Named(name)
			if name != "" && c.Field == data.NoField {
				return nil, data.Refuse(data.FileMap, nil, "header", header, "field", name, "headers", strings.Join(file.Header, "\n"))
			}
		} else {
			c.Field, c.Why = byHeader(schema, file, i)
		}
		columns[i] = c
	}
	if err := hand.unused(); err != nil {
		return columns, err
	}
	setAside(file, columns)
	settleRivals(schema, columns)
	settleFullNames(schema, file, columns)
	return columns, refuse(schema, file, columns)
}

// byHand is a mapping by hand, looked up column by column.
type byHand struct {
	mapping map[string]string
	headers []string
	seen    map[string]int  // how often a header came so far
	used    map[string]bool // keys of the mapping
	known   map[string]bool // folded headers
}

func newByHand(headers []string, mapping map[string]string) *byHand {
	h := &byHand{mapping: mapping, headers: headers, seen: map[string]int{}, used: map[string]bool{}, known: map[string]bool{}}
	if len(mapping) > 0 {
		for _, header := range headers {
			h.known[data.HeaderKey(header)] = true
		}
	}
	return h
}

// choice looks a column up: "Header#2" for the second column of that name, then
// the header as written, then without what S3.2 calls no difference, then the
// letter of the column (SPEC S3A.1). Columns are looked up from left to right.
func (h *byHand) choice(column int) (name string, ok bool) {
	if len(h.mapping) == 0 {
		return "", false
	}
	header := h.headers[column]
	h.seen[header]++
	for _, key := range []string{header + "#" + strconv.Itoa(h.seen[header]), header} {
		if name, ok := h.mapping[key]; ok {
			h.used[key] = true
			return name, true
		}
	}
	for _, key := range sortedKeys(h.mapping) {
		folded := data.HeaderKey(key)
		if folded != "" && folded == data.HeaderKey(header) || !h.known[folded] && strings.EqualFold(key, letters26(column)) {
			h.used[key] = true
			return h.mapping[key], true
		}
	}
	return "", false
}

// unused refuses a mapping that names no column of the file.
func (h *byHand) unused() error {
	for _, key := range sortedKeys(h.mapping) {
		if !h.used[key] {
			return data.Refuse(data.FileMap, nil, "header", key, "headers", strings.Join(h.headers, "\n"))
		}
	}
	return nil
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
	if f == data.NoField && looksSecret(file.Header[index]) {
		return data.NoField, SecretColumn
	}
	return f, ""
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
		if data.FormOfAddress(cell.Text) {
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
	if err := twice(schema, columns); err != nil {
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
			if share, sample, _ := addresses(file, c.Index); share < 50 {
				return data.Refuse(data.FileNotAddresses, nil, "header", c.Header, "sample", sample)
			}
		}
	}
	return nil
}

// fieldArgument is a field for the sentence of a refusal: by its name, one of the
// organization's own as it is called.
func fieldArgument(info data.FieldInfo) string {
	if info.Field.Own() {
		return info.Name
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
// that holds addresses, else one that is spelled almost like a header of ID and
// holds a different value in each row. Spelling alone is no evidence (SPEC
// S3A.13).
func nearestKeyColumn(file *data.Table, columns []Column) string {
	for _, c := range columns {
		if share, _, filled := addresses(file, c.Index); filled > 0 && share >= 50 {
			return c.Header
		}
	}
	for _, c := range columns {
		if c.Field == data.NoField && spelledLike(c.Header, data.ID) && holdsKeys(file, c.Index) {
			return c.Header
		}
	}
	return ""
}

// spelledLike reports whether a header is one or two slips from one of f.
func spelledLike(header string, f data.Field) bool {
	key, info := data.HeaderKey(header), data.UserSchema.Info(f)
	for _, h := range info.AllHeaders() {
		if known := data.HeaderKey(h); len(known) > 2 && data.Distance(key, known, 2) <= 2 {
			return true
		}
	}
	return false
}

// holdsKeys reports whether a column has another value with a digit in nearly
// every row.
func holdsKeys(file *data.Table, index int) bool {
	seen := map[string]bool{}
	for i := range file.Rows {
		if text := data.Clean(file.Rows[i].Cell(index).Text); strings.ContainsAny(text, "0123456789") {
			seen[text] = true
		}
	}
	return len(file.Rows) > 0 && len(seen)*10 >= len(file.Rows)*9
}

// addresses returns the share of the filled cells of a column that hold an
// address, in percent, 100 for an empty column, one that does not, and how many
// are filled.
func addresses(file *data.Table, index int) (percent int, sample string, filled int) {
	good := 0
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
		return 100, "", 0
	}
	return good * 100 / filled, sample, filled
}
