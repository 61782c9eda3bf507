package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
)

// What a screen reader says of the controls that show several things at once (SPEC
// S22.4). Fyne knows four roles; a button is the nearest to what is chosen from.

// nameable takes its name from the caption that stands above it, unless it has one.
type nameable interface{ nameAfter(caption string) }

func (e *Entry) nameAfter(caption string)    { nameAfter(&e.Name, caption) }
func (s *Select) nameAfter(caption string)   { nameAfter(&s.Name, caption) }
func (s *Segments) nameAfter(caption string) { nameAfter(&s.Name, caption) }
func (c *Choices) nameAfter(caption string)  { nameAfter(&c.Name, caption) }

func nameAfter(name *string, caption string) {
	if *name == "" {
		*name = caption
	}
}

// spoken joins the words that are not empty.
func spoken(words ...string) string {
	var all []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			all = append(all, w)
		}
	}
	return strings.Join(all, ", ")
}

// AccessibilityLabel is the name and what is chosen, or all that could be.
func (s *Segments) AccessibilityLabel() string {
	all := make([]string, 0, len(s.segments))
	for _, one := range s.segments {
		if one.ID == s.chosen {
			return spoken(s.Name, one.Text, one.Count)
		}
		all = append(all, one.Text)
	}
	return spoken(s.Name, spoken(all...))
}

// AccessibilityRole says what Fyne has nearest.
func (s *Segments) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the name and what is chosen, or all that could be.
func (c *Choices) AccessibilityLabel() string {
	all := make([]string, 0, len(c.Choices))
	for _, one := range c.Choices {
		if one.ID == c.chosen {
			return spoken(c.Name, one.Title, one.Caption)
		}
		all = append(all, one.Title)
	}
	return spoken(c.Name, spoken(all...))
}

// AccessibilityRole says what Fyne has nearest.
func (c *Choices) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the item that Enter would take, or all of them.
func (m *menu) AccessibilityLabel() string {
	if m.hot >= 0 && m.hot < len(m.items) {
		return m.items[m.hot].Text
	}
	all := make([]string, 0, len(m.items))
	for _, item := range m.items {
		all = append(all, item.Text)
	}
	return spoken(all...)
}

// AccessibilityRole says what Fyne has nearest.
func (m *menu) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the titles of the columns.
func (h *header) AccessibilityLabel() string { return spoken(h.list.Name, h.list.titles()) }

// AccessibilityRole says what Fyne has nearest.
func (h *header) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the current row, cell by cell; without rows what the columns are
// called.
func (a *rowArea) AccessibilityLabel() string {
	l := a.list
	if a.current < 0 || a.current >= l.Rows() {
		return spoken(l.Name, l.titles())
	}
	var cells []string
	for _, column := range l.columns.all {
		if !column.Hidden {
			cells = append(cells, l.Cell(a.current, column.ID).words())
		}
	}
	return spoken(l.Name, spoken(cells...))
}

// AccessibilityRole says what Fyne has nearest.
func (a *rowArea) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// titles are those of the columns that are shown.
func (l *DataList) titles() string {
	var all []string
	for _, column := range l.columns.all {
		if !column.Hidden {
			all = append(all, column.Title)
		}
	}
	return spoken(all...)
}
