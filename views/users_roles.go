package views

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// rolesWidth is how wide the roles of the user form are.
const rolesWidth = 350

// mostRoles is how many roles the menu of the picker offers at once; more
// letters lead to the others.
const mostRoles = 60

// rolePicker chooses the roles of one user: each chosen role with a cross that
// takes it out, and an entry that finds roles by ID and name.
type rolePicker struct {
	widget.BaseWidget
	words     *assets.Words
	directory *app.Directory
	ids       []string
	entry     *widgets.Entry
	box       *widgets.Chips
	// OnChanged is called when a person has added or taken out a role.
	OnChanged func()
}

func newRolePicker(w *assets.Words, d *app.Directory, roles data.RoleIDs) *rolePicker {
	p := &rolePicker{words: w, directory: d, ids: roles.List()}
	more := widgets.NewIconButton(widgets.Quiet, widgets.IconChevronDown, "", p.offer).Sized(widgets.Small)
	more.Tip = w.T("users.form.role.all")
	p.box = widgets.NewChips(rolesWidth, w.T("users.form.role.add"), more)
	p.entry = p.box.Entry
	p.entry.Name = w.T("users.form.role.add")
	p.entry.OnSubmitted = func(string) { p.submit() }
	p.entry.OnEraseBefore = func() {
		if n := len(p.ids); n > 0 {
			p.drop(p.ids[n-1])
		}
	}
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// CreateRenderer is called by Fyne.
func (p *rolePicker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }

// SetWrong draws the edge in the colour of problems.
func (p *rolePicker) SetWrong(wrong bool) { p.box.SetWrong(wrong) }

// typed is what stands in the entry and was not added yet.
func (p *rolePicker) typed() string { return data.Clean(p.entry.Text) }

func (p *rolePicker) chosen() data.RoleIDs { return data.NewRoleIDs(p.ids...) }

// submit adds the one role that the words fit, or offers those that they could
// mean. Without words Enter is the form's.
func (p *rolePicker) submit() {
	fit := p.fitting()
	switch {
	case p.typed() == "":
		p.entry.OnSubmitted = nil
		p.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		p.entry.OnSubmitted = func(string) { p.submit() }
	case len(fit) == 1:
		p.take(fit[0])
	case len(fit) > 1:
		p.offer()
	case p.OnChanged != nil:
		p.OnChanged()
	}
}

// settle adds what was typed if it is a role, as when the form is saved.
func (p *rolePicker) settle() {
	if fit := p.fitting(); p.typed() != "" && len(fit) > 0 && (len(fit) == 1 || data.FoldRole(fit[0]) == data.FoldRole(p.typed())) {
		p.ids = append(p.ids, fit[0])
		p.entry.Put("")
		p.show()
	}
}

// fitting are the roles that what is typed could mean: the very one alone, else
// all whose ID or name contains it.
func (p *rolePicker) fitting() []string {
	words := data.FoldSearch(p.typed())
	var fit []string
	for _, r := range p.directory.Base.Roles {
		if r.Archived || p.chosen().Has(r.ID) {
			continue
		}
		if words != "" && (data.FoldRole(p.typed()) == data.FoldRole(r.ID) || words == data.FoldSearch(r.Name)) {
			return []string{r.ID}
		}
		if strings.Contains(data.FoldSearch(r.ID+"\n"+r.Name), words) {
			fit = append(fit, r.ID)
		}
	}
	return fit
}

// offer opens a menu of the roles that fit.
func (p *rolePicker) offer() {
	fit := p.fitting()
	var items []widgets.MenuItem
	for _, id := range fit[:min(len(fit), mostRoles)] {
		items = append(items, widgets.MenuItem{Text: p.title(id), Do: func() { p.take(id) }})
	}
	if len(fit) > mostRoles {
		items = append(items, widgets.MenuItem{Text: p.words.N("plan.more", len(fit)-mostRoles), Disabled: true})
	}
	if len(items) == 0 {
		items = []widgets.MenuItem{{Text: p.words.T("users.form.role.none"), Disabled: true}}
	}
	widgets.ShowMenuBelow(p.box, items)
}

func (p *rolePicker) take(id string) {
	p.ids = append(p.ids, id)
	p.entry.Put("")
	p.changed()
}

func (p *rolePicker) drop(id string) {
	var rest []string
	for _, other := range p.ids {
		if other != id {
			rest = append(rest, other)
		}
	}
	p.ids = rest
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.entry); c != nil {
		c.Focus(p.entry)
	}
	p.changed()
}

func (p *rolePicker) changed() {
	p.show()
	if p.OnChanged != nil {
		p.OnChanged()
	}
}

// show puts the chosen roles into the entry.
func (p *rolePicker) show() {
	chips := make([]fyne.CanvasObject, len(p.ids))
	for i, id := range p.ids {
		chips[i] = widgets.Chip(id, p.words.T("users.form.role.drop", "role", id), rolesWidth-100, func() { p.drop(id) })
	}
	p.box.SetChips(chips)
	p.Refresh()
}

// title is a role's name with its ID.
func (p *rolePicker) title(id string) string {
	if name := p.directory.RoleName(id); name != id {
		return name + "  ·  " + id
	}
	return id
}
