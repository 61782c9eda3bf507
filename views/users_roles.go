package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"headcount/app"
	"headcount/assets"
	"headcount/data"
	"headcount/views/widgets"
)

// rolePicker chooses the roles of one user: a list to add from, and each
// chosen role with a button that takes it out.
type rolePicker struct {
	widget.BaseWidget
	words     *assets.Words
	directory *app.Directory
	ids       []string
	add       *widgets.Select
	box       *fyne.Container
}

func newRolePicker(w *assets.Words, d *app.Directory, roles data.RoleIDs) *rolePicker {
	p := &rolePicker{words: w, directory: d, ids: roles.List()}
	p.add = widgets.NewSelect(nil, "", p.take)
	p.add.Hint = w.T("users.form.role.add")
	p.box = widgets.VStack(6)
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// CreateRenderer is called by Fyne.
func (p *rolePicker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }

// SetWrong draws the edge in the colour of problems.
func (p *rolePicker) SetWrong(wrong bool) { p.add.SetWrong(wrong) }

func (p *rolePicker) chosen() data.RoleIDs { return data.NewRoleIDs(p.ids...) }

func (p *rolePicker) take(id string) {
	if id != "" && !p.chosen().Has(id) {
		p.ids = append(p.ids, id)
	}
	p.show()
}

func (p *rolePicker) drop(id string) {
	var rest []string
	for _, other := range p.ids {
		if other != id {
			rest = append(rest, other)
		}
	}
	p.ids = rest
	p.show()
}

func (p *rolePicker) show() {
	var options []widgets.Option
	for _, r := range p.directory.Base.Roles {
		if !r.Archived && !p.chosen().Has(r.ID) {
			options = append(options, widgets.Option{ID: r.ID, Text: p.title(r.ID)})
		}
	}
	p.add.SetOptions(options)
	p.add.Choose("")
	p.box.Objects = nil
	for _, id := range p.ids {
		out := widgets.NewIconButton(widgets.Quiet, widgets.IconClose, "", func() { p.drop(id) }).Sized(widgets.Small)
		name := widgets.NewText(widgets.Body, p.title(id)).CutBelow(60)
		p.box.Add(widgets.NewPanel(widgets.HStack(8, widgets.Grow(80, name), out)))
	}
	p.box.Add(p.add)
	p.box.Refresh()
	p.Refresh()
}

// title is a role's name with its ID.
func (p *rolePicker) title(id string) string {
	if name := p.directory.RoleName(id); name != id {
		return name + "  ·  " + id
	}
	return id
}
