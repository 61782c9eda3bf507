package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// RolesWidth is how wide the roles of the user form are.
const RolesWidth = 350

// mostRoles is how many roles the menu of the picker offers at once; more
// letters lead to the others.
const mostRoles = 60

// RolePicker chooses the roles of one user: each chosen role with a cross that
// takes it out, and an entry that finds roles by ID and name.
type RolePicker struct {
	widget.BaseWidget
	words     *assets.Words
	directory *app.Directory
	IDs       []string
	Entry     *widgets.Entry
	box       *widgets.Chips
	// OnChanged is called when a person has added or taken out a role.
	OnChanged func()
}

// NewRolePicker lets roles be chosen, beginning with these.
func NewRolePicker(w *assets.Words, d *app.Directory, roles data.RoleIDs) *RolePicker {
	p := &RolePicker{words: w, directory: d, IDs: roles.List()}
	more := widgets.NewIconButton(widgets.Quiet, widgets.IconChevronDown, "", p.offer).Sized(widgets.Small)
	more.Tip = w.T("users.form.role.all")
	p.box = widgets.NewChips(RolesWidth, w.T("users.form.role.add"), more)
	p.Entry = p.box.Entry
	p.Entry.Name = w.T("users.form.role.add")
	p.Entry.OnSubmitted = func(string) { p.submit() }
	p.Entry.OnEraseBefore = func() {
		if n := len(p.IDs); n > 0 {
			p.Drop(p.IDs[n-1])
		}
	}
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// CreateRenderer is called by Fyne.
func (p *RolePicker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }

// SetWrong draws the edge in the colour of problems.
func (p *RolePicker) SetWrong(wrong bool) { p.box.SetWrong(wrong) }

// Typed is what stands in the entry and was not added yet.
func (p *RolePicker) Typed() string { return data.Clean(p.Entry.Text) }

// Chosen are the roles that are chosen now.
func (p *RolePicker) Chosen() data.RoleIDs { return data.NewRoleIDs(p.IDs...) }

// submit adds the one role that the words fit, or offers those that they could
// mean. Without words Enter is the form's.
func (p *RolePicker) submit() {
	fit := p.fitting()
	switch {
	case p.Typed() == "":
		p.Entry.OnSubmitted = nil
		p.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		p.Entry.OnSubmitted = func(string) { p.submit() }
	case len(fit) == 1:
		p.Take(fit[0])
	case len(fit) > 1:
		p.offer()
	case p.OnChanged != nil:
		p.OnChanged()
	}
}

// Settle adds what was typed if it is a role, as when the form is saved.
func (p *RolePicker) Settle() {
	if fit := p.fitting(); p.Typed() != "" && len(fit) > 0 && (len(fit) == 1 || data.FoldRole(fit[0]) == data.FoldRole(p.Typed())) {
		p.IDs = append(p.IDs, fit[0])
		p.Entry.Put("")
		p.show()
	}
}

// fitting are the roles that what is typed could mean: the very one alone, else
// all whose ID or name contains it.
func (p *RolePicker) fitting() []string {
	words := data.FoldSearch(p.Typed())
	var fit []string
	for _, r := range p.directory.Base.Roles {
		if r.Archived || p.Chosen().Has(r.ID) {
			continue
		}
		if words != "" && (data.FoldRole(p.Typed()) == data.FoldRole(r.ID) || words == data.FoldSearch(r.Name)) {
			return []string{r.ID}
		}
		if strings.Contains(data.FoldSearch(r.ID+"\n"+r.Name), words) {
			fit = append(fit, r.ID)
		}
	}
	return fit
}

// offer opens a menu of the roles that fit.
func (p *RolePicker) offer() {
	fit := p.fitting()
	var items []widgets.MenuItem
	for _, id := range fit[:min(len(fit), mostRoles)] {
		items = append(items, widgets.MenuItem{Text: p.title(id), Do: func() { p.Take(id) }})
	}
	if len(fit) > mostRoles {
		items = append(items, widgets.MenuItem{Text: p.words.N("plan.more", len(fit)-mostRoles), Disabled: true})
	}
	if len(items) == 0 {
		items = []widgets.MenuItem{{Text: p.words.T("users.form.role.none"), Disabled: true}}
	}
	widgets.ShowMenuBelow(p.box, items)
}

// Take adds a role, and empties what was typed.
func (p *RolePicker) Take(id string) {
	p.IDs = append(p.IDs, id)
	p.Entry.Put("")
	p.changed()
}

// Drop takes a role out; the entry gets the keys.
func (p *RolePicker) Drop(id string) {
	var rest []string
	for _, other := range p.IDs {
		if other != id {
			rest = append(rest, other)
		}
	}
	p.IDs = rest
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.Entry); c != nil {
		c.Focus(p.Entry)
	}
	p.changed()
}

func (p *RolePicker) changed() {
	p.show()
	if p.OnChanged != nil {
		p.OnChanged()
	}
}

// show puts the chosen roles into the entry.
func (p *RolePicker) show() {
	chips := make([]fyne.CanvasObject, len(p.IDs))
	for i, id := range p.IDs {
		chips[i] = widgets.Chip(id, p.words.T("users.form.role.drop", "role", id), RolesWidth-100, func() { p.Drop(id) })
	}
	p.box.SetChips(chips)
	p.Refresh()
}

// title is a role's name with its ID.
func (p *RolePicker) title(id string) string {
	if name := p.directory.RoleName(id); name != id {
		return name + "  ·  " + id
	}
	return id
}
