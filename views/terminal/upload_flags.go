package terminal

import (
	"path/filepath"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
)

// check refuses command lines that cannot be meant, before anything is opened.
func (u *upload) check(c *call) error {
	switch {
	case u.apply && u.simulated != 0:
		return usage("apply_twice")
	case u.simulated != 0 && u.changesPlan():
		return usage("options_beside", "flags", u.planFlags())
	case u.simulated == 0 && len(c.operands) == 0:
		return usage("operand_missing", "operand", "FILE")
	case u.annotated != "" && len(c.operands) == 0:
		return usage("operand_missing", "operand", "FILE")
	case u.annotated != "" && !app.AnnotatedFormat(u.annotated):
		return usage("annotated_ending", "path", filepath.Base(u.annotated))
	}
	if u.email != "" {
		if _, err := app.CheckAddress(u.email); err != nil {
			return usage("email", "value", u.email, "reason", app.Explain(err, c.words).Sentence)
		}
	}
	for _, path := range u.reports {
		if !report.HasFormat(path) {
			return usage("report_ending", "path", filepath.Base(path))
		}
	}
	return u.readChoices(c)
}

// readChoices reads what flags choose, as far as that can be judged before the
// organization is opened, which may have fields of its own.
func (u *upload) readChoices(c *call) error {
	u.options.HeaderRow = int(u.headerRow)
	if wrong := u.readPairs(); wrong != nil {
		return wrong
	}
	if wrong := u.readTranslations(); wrong != nil {
		return wrong
	}
	if wrong := u.readMapping(u.schema(data.UserSchema)); wrong != nil && !(wrong.code == "map_field" && c.mayHaveFields()) {
		return wrong
	}
	if wrong := u.readLeaveOuts(data.UserSchema); wrong != nil && !c.mayHaveFields() {
		return wrong
	}
	return nil
}

// changesPlan reports whether a flag is there that a recorded plan can't heed.
func (u *upload) changesPlan() bool { return u.planFlags() != "" }

func (u *upload) planFlags() string {
	o := u.options
	var found []string
	for _, f := range []struct {
		given bool
		name  string
	}{
		{o.DeactivateAbsent, "--deactivate-absent"},
		{o.BlankErases, "--blank-erases"},
		{o.SkipProblems, "--skip-problems"},
		{o.CreateRoles, "--create-roles"},
		{o.Names != "", "--names"},
		{o.RowsPerRole, "--rows-per-role"},
		{o.ArchiveAbsent, "--archive-absent"},
		{len(u.pairs) > 0, "--pair"},
		{len(o.LeaveOut)+len(o.LeaveOutFields) > 0 && !o.Hierarchy, "--leave-out"},
		{len(o.LeaveOut) > 0 && o.Hierarchy, "--leave-out-role"},
		{o.Sheet != "", "--sheet"},
		{u.headerRow != 0, "--header-row"},
		{o.Encoding != "", "--encoding"},
		{len(o.SkipRows) > 0, "--skip-row"},
		{len(u.mapping) > 0, "--map"},
		{len(u.reads) > 0, "--read"},
	} {
		if f.given {
			found = append(found, f.name)
		}
	}
	return strings.Join(found, ", ")
}

// readPairs takes OLD=NEW apart at the sign that has an address on both sides.
func (u *upload) readPairs() *usageError {
	for _, text := range u.pairs {
		found := false
		for i := 0; i < len(text) && !found; i++ {
			if text[i] == '=' && strings.Contains(text[:i], "@") && strings.Contains(text[i+1:], "@") {
				u.options.Pairs = append(u.options.Pairs, data.Pair{Old: text[:i], New: text[i+1:]})
				found = true
			}
		}
		if !found {
			return usage("pair", "value", text)
		}
	}
	return nil
}

// readLeaveOuts tells EMAIL:FIELD, a single field of a person, from EMAIL. No
// address that can be stored has a colon. FIELD is the name of a field of the
// schema, or what it is called in any language.
func (u *upload) readLeaveOuts(schema *data.Schema) *usageError {
	if u.options.Hierarchy {
		return nil
	}
	var whole []string
	var fields []data.FieldChoice
	for _, text := range u.options.LeaveOut {
		email, name, found := strings.Cut(text, ":")
		if !found {
			whole = append(whole, text)
			continue
		}
		field := named(schema, strings.TrimSpace(name))
		if field == data.NoField || field == data.FullName || email == "" {
			return usage("leave_field", "value", name, "fields", fieldNames(schema))
		}
		fields = append(fields, data.FieldChoice{Email: email, Field: field})
	}
	u.options.LeaveOut, u.options.LeaveOutFields = whole, append(u.options.LeaveOutFields, fields...)
	return nil
}

// named returns the field with a name, or with a header that is understood.
func named(schema *data.Schema, name string) data.Field {
	if f := schema.Named(name); f != data.NoField {
		return f
	}
	return schema.ForHeader(name)
}

// readMapping takes HEADER=FIELD apart at its last sign; FIELD is the name of a
// field of the schema or any header that is understood, nothing for a column to
// be ignored.
func (u *upload) readMapping(schema *data.Schema) *usageError {
	for _, text := range u.mapping {
		at := strings.LastIndexByte(text, '=')
		if at <= 0 {
			return usage("map", "value", text, "fields", columnNames(schema))
		}
		header, name := text[:at], text[at+1:]
		if name != "" {
			field := named(schema, name)
			if field == data.NoField {
				return usage("map_field", "value", name, "fields", columnNames(schema))
			}
			name = field.Name()
		}
		if u.options.Mapping == nil {
			u.options.Mapping = map[string]string{}
		}
		u.options.Mapping[header] = name
	}
	return nil
}

// readTranslations takes FIELD:VALUE=OTHER apart at its first : and its last =:
// a value of a file that is read as another one (SPEC S15.6).
func (u *upload) readTranslations() *usageError {
	for _, text := range u.reads {
		name, values, found := strings.Cut(text, ":")
		at := strings.LastIndexByte(values, '=')
		if !found || at <= 0 || at == len(values)-1 {
			return usage("read", "value", text)
		}
		field := named(data.UserSchema, name)
		if !plan.Translatable(field) {
			return usage("read_field", "value", name)
		}
		u.options.Translations = append(u.options.Translations, data.Translation{Field: field.Name(), From: values[:at], To: values[at+1:]})
	}
	return nil
}

// fieldNames lists the names of fields, those of the organization's own with what
// they are called.
func fieldNames(schema *data.Schema) string {
	names := make([]string, len(schema.Fields()))
	for i, info := range schema.Fields() {
		names[i] = info.Field.Name()
		if info.Field.Own() {
			names[i] += " (" + info.Name + ")"
		}
	}
	return strings.Join(names, ", ")
}

// columnNames are fieldNames with what else a column can be read as.
func columnNames(schema *data.Schema) string {
	if schema == data.RoleSchema {
		return fieldNames(schema)
	}
	return fieldNames(schema) + ", " + data.FullName.Name()
}

// schema is the list of the fields that a file of the upload can have.
func (u *upload) schema(ofUsers *data.Schema) *data.Schema {
	if u.options.Hierarchy {
		return data.RoleSchema
	}
	return ofUsers
}
