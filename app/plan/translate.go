package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// Translatable reports whether values of a field can be read as others: those of
// which the organization has a list (SPEC S15.6).
func Translatable(f data.Field) bool {
	return f == data.RoleID || f == data.PermissionProfile || f == data.StatusField
}

// translation returns what a text of a field is read as in this file.
func (d *draft) translation(f data.Field, text string) (string, bool) {
	if len(d.options.Translations) == 0 {
		return "", false
	}
	folded := data.FoldName(text)
	for _, t := range d.options.Translations {
		if t.Field == f.Name() && data.FoldName(t.From) == folded {
			return t.To, true
		}
	}
	return "", false
}

// translate reads a text as a translation says, which is noted where it acts.
func (d *draft) translate(r *row, f data.Field, text string) string {
	to, ok := d.translation(f, text)
	if ok {
		d.note(r, "value.translated", f, "value", data.WithoutControls(text), "read_as", to)
		return to
	}
	return text
}

// checkTranslations refuses a translation into something that is not there, or
// drops it where choices that fit nothing any more are dropped.
func (d *draft) checkTranslations() error {
	var wrong *data.Translation
	d.options.Translations = slices.DeleteFunc(slices.Clone(d.options.Translations), func(t data.Translation) bool {
		if Reads(d.base, t) {
			return false
		}
		if wrong = &t; d.lenient {
			d.drop(t.From + " → " + t.To)
		}
		return true
	})
	if wrong == nil || d.lenient {
		return nil
	}
	return &UsageError{UsageTranslation, []string{"what", wrong.Field, "from", wrong.From, "to", wrong.To}}
}

// Reads reports whether a translation leads to something that there is.
func Reads(base *data.Base, t data.Translation) bool {
	switch base.Schema.Named(t.Field) {
	case data.RoleID:
		key := data.FoldRole(t.To)
		return slices.ContainsFunc(base.Roles, func(r data.Role) bool { return !r.Archived && data.FoldRole(r.ID) == key })
	case data.PermissionProfile:
		key := data.FoldName(t.To)
		is := func(name string) bool { return data.FoldName(name) == key }
		return slices.ContainsFunc(base.Profiles, func(p data.Profile) bool { return is(p.Name) || slices.ContainsFunc(p.Aliases, is) })
	case data.StatusField:
		_, known := data.StatusOf(t.To)
		return known
	}
	return false
}
