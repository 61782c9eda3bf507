package settings

import (
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// generalPage has the organization's name, the optional Role ID, the erasing word,
// the language.
type generalPage struct {
	screen *settingsScreen
	name   *widgets.Entry
	field  *widgets.Field
	save   *widgets.Button
	roles  *widgets.OptionRow
	word   *widgets.Entry
	erases *widgets.Field
	keep   *widgets.Button
	box    fyne.CanvasObject
}

func newGeneralPage(t *settingsScreen) *generalPage {
	w := t.desk.Words
	g := &generalPage{screen: t, name: widgets.NewEntry("")}
	g.field = widgets.NewField(w.T("settings.name"), "", g.name)
	g.save = widgets.NewButton(widgets.Secondary, w.T("button.save"), g.rename)
	g.name.OnSubmitted = func(string) { g.rename() }
	g.roles = widgets.NewOptionRow(w.T("settings.roles"), w.T("settings.roles.text"), nil, func(on bool) {
		t.save(func(s *data.Settings) { s.RolesOptional = on }, g.told)
	})
	g.word = widgets.NewEntry("")
	g.erases = widgets.NewField(w.T("settings.erasing"), w.T("settings.erasing.text"), g.word)
	g.keep = widgets.NewButton(widgets.Secondary, w.T("button.save"), g.saveWord)
	g.word.OnSubmitted = func(string) { g.saveWord() }
	languages := make([]widgets.Segment, 0, 2)
	for _, tag := range assets.Languages() {
		languages = append(languages, widgets.Segment{ID: tag, Text: assets.In(tag).T("language.name")})
	}
	language := widgets.NewSegments(languages, w.Language(), t.desk.Go.SetLanguage)
	g.box = widgets.VStack(
		16,
		heading(w.T("settings.organization"), w.T("settings.organization.text")),
		widgets.HStack(12, widgets.Grow(200, g.field), widgets.Inset(0, 0, 0, 0, g.save)),
		widgets.Line(), g.roles, widgets.Line(),
		widgets.HStack(12, widgets.Grow(200, g.erases), widgets.Inset(0, 0, 0, 0, g.keep)), widgets.Line(),
		heading(w.T("settings.language"), w.T("settings.language.text")), widgets.HStack(0, language, widgets.Spacer()),
	)
	return g
}

func (g *generalPage) content() fyne.CanvasObject { return g.box }

func (g *generalPage) entries() map[string]*widgets.Entry {
	return map[string]*widgets.Entry{"name": g.name, "word": g.word}
}

func (g *generalPage) show(st *settingsState) {
	g.screen.put("name", st.settings.Name, g.name)
	g.screen.put("word", st.settings.ErasingWord, g.word)
	g.field.SetWrong("")
	g.erases.SetWrong("")
	g.roles.SetChecked(st.settings.RolesOptional)
	locked := g.screen.desk.IsReadOnly()
	widgets.Able(g.save, !locked)
	widgets.Able(g.keep, !locked)
	widgets.Able(g.roles, !locked)
}

// saveWord keeps the word that erases, blank for none (SPEC S15.5).
func (g *generalPage) saveWord() {
	word := data.Clean(g.word.Text)
	if data.HasControl(word) || len([]rune(word)) > data.MaxName {
		g.erases.SetWrong(g.screen.desk.Words.T("settings.erasing.wrong"))
		return
	}
	g.screen.save(func(s *data.Settings) { s.ErasingWord = word }, g.told)
}

func (g *generalPage) rename() {
	name := data.Clean(g.name.Text)
	if name == "" || data.HasControl(name) || len([]rune(name)) > data.MaxName {
		g.field.SetWrong(g.screen.desk.Words.T("settings.name.wrong"))
		return
	}
	g.screen.save(func(s *data.Settings) { s.Name = name }, g.told)
}

func (g *generalPage) told(err error) {
	g.screen.state.err = err
	g.screen.show()
}

// lookPage has the look and the density: settings of this computer.
type lookPage struct {
	screen  *settingsScreen
	look    *widgets.Choices
	density *widgets.Choices
	box     fyne.CanvasObject
}

func newLookPage(t *settingsScreen) *lookPage {
	w, l := t.desk.Words, &lookPage{screen: t}
	choice := func(key string, id string) widgets.Choice {
		return widgets.Choice{ID: id, Title: w.T(key + id), Caption: w.T(key + id + ".text")}
	}
	l.look = widgets.NewChoices([]widgets.Choice{
		choice("settings.look.", string(desk.VariantSystem)), choice("settings.look.", string(desk.VariantLight)), choice("settings.look.", string(desk.VariantDark)),
	}, string(t.desk.Theme.Variant), func(id string) { t.desk.Go.SetLook(desk.Variant(id)) })
	l.density = widgets.NewChoices([]widgets.Choice{
		choice("settings.density.", string(desk.DensityComfortable)), choice("settings.density.", string(desk.DensityCompact)),
	}, string(t.desk.Theme.Density), func(id string) { t.desk.Go.SetDensity(desk.Density(id)) })
	l.box = widgets.VStack(
		16, heading(w.T("settings.look"), w.T("settings.look.text")), l.look,
		widgets.Line(), heading(w.T("settings.density"), w.T("settings.density.text")), l.density,
	)
	return l
}

func (l *lookPage) content() fyne.CanvasObject { return l.box }

func (l *lookPage) choices() []*widgets.Choices { return []*widgets.Choices{l.look, l.density} }

func (l *lookPage) show(*settingsState) {
	l.look.Choose(string(l.screen.desk.Theme.Variant))
	l.density.Choose(string(l.screen.desk.Theme.Density))
}

// limitsPage has the thresholds of the guards (SPEC S4.9).
type limitsPage struct {
	screen *settingsScreen
	fields map[string]*widgets.Field
	typed  map[string]*widgets.NumberEntry
	save   *widgets.Button
	box    fyne.CanvasObject
}

func newLimitsPage(t *settingsScreen) *limitsPage {
	w := t.desk.Words
	l := &limitsPage{screen: t, fields: map[string]*widgets.Field{}, typed: map[string]*widgets.NumberEntry{}}
	l.save = widgets.NewButton(widgets.Primary, w.T("button.save"), l.store)
	rows := widgets.VStack(14, heading(w.T("settings.limits.title"), w.T("settings.limits.text")))
	guards := data.DefaultGuards()
	group := ""
	var row *fyne.Container
	for _, threshold := range guards.Thresholds() {
		name := threshold.Name
		if prefix := guardOf(name); prefix != group {
			group = prefix
			row = widgets.HStack(16)
			rows.Add(widgets.Line())
			rows.Add(widgets.NewText(widgets.BodyBold, w.T("settings."+prefix)))
			rows.Add(row)
		}
		entry := widgets.NewNumberEntry()
		l.typed[name] = entry
		l.fields[name] = widgets.NewField(w.T(thresholdKey(w, name)), "", entry).
			Help(w.T("settings.threshold.limit", "limit", *threshold.Value, "side", w.T(desk.PickKey(threshold.HigherIsTighter, "settings.least", "settings.most"))))
		row.Add(widgets.Grow(110, l.fields[name]))
	}
	rows.Add(widgets.HStack(0, widgets.Spacer(), l.save))
	l.box = rows
	return l
}

func (l *limitsPage) content() fyne.CanvasObject { return l.box }

func (l *limitsPage) entries() map[string]*widgets.Entry {
	all := map[string]*widgets.Entry{}
	for name, entry := range l.typed {
		all[name] = &entry.Entry
	}
	return all
}

func (l *limitsPage) show(st *settingsState) {
	guards := st.settings.Guards
	for _, threshold := range guards.Thresholds() {
		l.screen.put(threshold.Name, strconv.Itoa(*threshold.Value), &l.typed[threshold.Name].Entry)
		l.fields[threshold.Name].SetWrong("")
	}
	widgets.Able(l.save, !l.screen.desk.IsReadOnly())
}

// store saves the thresholds; one that is too loose says so at its place.
func (l *limitsPage) store() {
	guards := l.screen.state.settings.Guards
	for _, threshold := range guards.Thresholds() {
		n, err := strconv.Atoi(l.typed[threshold.Name].Text)
		if err != nil {
			l.fields[threshold.Name].SetWrong(l.screen.desk.Words.T("settings.threshold.number"))
			return
		}
		*threshold.Value = n
		l.fields[threshold.Name].SetWrong("")
	}
	l.screen.save(func(s *data.Settings) { s.Guards = guards }, func(err error) {
		var loose *data.LoosenedError
		if errors.As(err, &loose) {
			l.fields[loose.Name].SetWrong(desk.Message(err, l.screen.desk.Words).Sentence)
			return
		}
		l.screen.state.err = err
		l.screen.show()
	})
}

// thresholdKey is what a number is called: most count people.
func thresholdKey(w *assets.Words, name string) string {
	if key := "settings." + name; w.Has(key) {
		return key
	}
	return "settings.threshold." + lastPart(name)
}

// guardOf is "guards.mass_update" of "guards.mass_update.percent".
func guardOf(name string) string { return name[:len(name)-len(lastPart(name))-1] }

func lastPart(name string) string {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[i+1:]
		}
	}
	return name
}
