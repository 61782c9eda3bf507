package report

import (
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// fieldLabel is a field's name before its value.
func fieldLabel(w *assets.Words, schema *data.Schema, f data.Field) string {
	return w.T("screen.report.field", "field", fieldName(w, schema, f))
}

// fieldName is a field's name where there is little room.
func fieldName(w *assets.Words, schema *data.Schema, f data.Field) string {
	if f == data.PermissionProfile {
		return w.T("screen.report.profile")
	}
	return schema.Header(f, w.Language())
}

// statusChange is what becomes of the status of a line's user, false if it stays.
func statusChange(l *plan.Line) (plan.FieldChange, bool) {
	if l.Before == nil || l.After == nil || !l.Kind.Changes() || l.Before.Status == l.After.Status {
		return plan.FieldChange{}, false
	}
	return plan.FieldChange{Field: data.StatusField, Old: l.Before.Status.String(), New: l.After.Status.String()}, true
}

// allChanges are the changed fields of a line, the status first.
func allChanges(l *plan.Line) []plan.FieldChange {
	if status, changed := statusChange(l); changed {
		return append([]plan.FieldChange{status}, l.Fields...)
	}
	return l.Fields
}
