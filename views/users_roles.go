package views

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"headcount/app"
	"headcount/assets"
	"headcount/data"
	"headcount/views/widgets"
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
	box       *fyne.Container
	// OnChanged is called when a person has added or taken out a role.
	OnChanged func()
}

func newRolePicker(w *assets.Words, d *app.Directory, roles data.RoleIDs) *rolePicker {
	p := &rolePicker{words: w, directory: d, ids: roles.List()}
	p.entry = widgets.NewEntry(w.T("users.form.role.add"))
	p.entry.Name = w.T("users.form.role.add")
	p.entry.OnSubmitted = func(string) { p.submit() }
	more := widgets.NewIconButton(widgets.Quiet, widgets.IconChevronDown, "", p.offer).Sized(widgets.Small)
	more.Tip = w.T("users.form.role.all")
	p.box = widgets.VStack(6, widgets.HStack(4, widgets.Grow(80, p.entry), more))
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// CreateRenderer is called by Fyne.
func (p *rolePicker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }

// SetWrong draws the edge in the colour of problems.
func (p *rolePicker) SetWrong(wrong bool) { p.entry.SetWrong(wrong) }

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
	widgets.ShowMenuBelow(p.entry, items)
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

// show puts the chosen roles above the entry, as many in a line as have room.
func (p *rolePicker) show() {
	entry := p.box.Objects[len(p.box.Objects)-1]
	var lines []fyne.CanvasObject
	var line *fyne.Container
	room := float32(0)
	for _, id := range p.ids {
		chip := p.chip(id)
		width := chip.MinSize().Width
		if line == nil || width+6 > room {
			line, room = widgets.HStack(6), rolesWidth
			lines = append(lines, line)
		}
		line.Add(chip)
		room -= width + 6
	}
	p.box.Objects = append(lines, entry)
	p.box.Refresh()
	p.Refresh()
}

// chip is a chosen role with the cross that takes it out.
func (p *rolePicker) chip(id string) fyne.CanvasObject {
	out := widgets.NewIconButton(widgets.Quiet, widgets.IconClose, "", func() { p.drop(id) }).Sized(widgets.Small)
	out.Tip = p.words.T("users.form.role.drop", "role", id)
	name := widgets.NewText(widgets.CaptionText, id)
	if name.MinSize().Width > rolesWidth-60 {
		name.CutBelow(rolesWidth - 60)
	}
	panel := widgets.NewPanel(widgets.Inset(0, 0, 0, 9, widgets.HStack(2, name, out)))
	panel.Inside = 0
	return panel
}

// title is a role's name with its ID.
func (p *rolePicker) title(id string) string {
	if name := p.directory.RoleName(id); name != id {
		return name + "  ·  " + id
	}
	return id
}
