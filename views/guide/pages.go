package guide

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// entry is a bold line with a sentence below.
func entry(title, text string) fyne.CanvasObject {
	return widgets.VStack(2, widgets.NewParagraph(widgets.BodyBold, title), widgets.NewParagraph(widgets.Body, text))
}

// beside puts something of this width before an entry.
func beside(width float32, before, after fyne.CanvasObject) fyne.CanvasObject {
	return widgets.HStack(16, widgets.Wide(width, before), widgets.Grow(200, after))
}

// listed puts lines between the parts of a page.
func listed(parts []fyne.CanvasObject) []fyne.CanvasObject {
	list := widgets.VStack(12)
	for _, p := range parts {
		list.Add(widgets.Line())
		list.Add(p)
	}
	return []fyne.CanvasObject{list}
}

// journeyPage tells the journey in five steps.
func journeyPage(s *desk.Desk) []fyne.CanvasObject {
	var steps []fyne.CanvasObject
	for n := 1; n <= 5; n++ {
		key := "help.journey." + strconv.Itoa(n)
		number := widgets.NewEmblem(widgets.KindAccent, "", strconv.Itoa(n), 36)
		steps = append(steps, beside(36, number, entry(s.Words.T(key), s.Words.T(key+".text"))))
	}
	return steps
}

// filePage lists the columns that are understood (SPEC S3.2), each with its headers in
// all languages.
func filePage(s *desk.Desk) []fyne.CanvasObject {
	w := s.Words
	var columns []fyne.CanvasObject
	for _, info := range data.Fields {
		name := widgets.VStack(2, widgets.NewParagraph(widgets.BodyBold, info.Field.Header(w.Language())), widgets.NewParagraph(widgets.Caption, strings.Join(foreignHeaders(info, w.Language()), ", ")))
		about := widgets.VStack(
			2,
			fact(w.T("help.file.headers"), strings.Join(otherHeaders(info), ", ")),
			fact(w.T("help.file.needed"), w.T(neededKey(info))),
			fact(w.T("help.file.blank"), w.T(blankKey(info))),
		)
		columns = append(columns, beside(150, name, about))
	}
	var rules []fyne.CanvasObject
	for n := 1; n <= 5; n++ {
		key := "help.file.rule." + strconv.Itoa(n)
		rules = append(rules, entry(w.T(key), w.T(key+".text")))
	}
	return append(rules, listed(columns)...)
}

// fact is a caption with what holds, wrapped.
func fact(caption, text string) fyne.CanvasObject {
	return widgets.NewParagraphOf(widgets.CaptionText, widgets.Dim(caption+"  "), widgets.Plain(text))
}

// foreignHeaders are the headers of a field that are written in all other languages.
func foreignHeaders(info data.FieldInfo, language string) (headers []string) {
	for _, other := range assets.Languages() {
		if own := info.Headers(other); other != language && len(own) > 0 {
			headers = append(headers, own[0])
		}
	}
	return headers
}

// otherHeaders are the headers of a field beside those that are written.
func otherHeaders(info data.FieldInfo) (headers []string) {
	for _, language := range assets.Languages() {
		if own := info.Headers(language); len(own) > 0 {
			headers = append(headers, own[1:]...)
		}
	}
	return headers
}

func neededKey(info data.FieldInfo) string {
	switch {
	case info.Field == data.RoleID:
		return "help.file.needed.role"
	case info.Mandatory:
		return "help.file.needed.yes"
	}
	return "help.file.needed.no"
}

// blankKey is what a blank cell does (SPEC S4.6).
func blankKey(info data.FieldInfo) string {
	switch {
	case info.Field == data.RoleID:
		return "help.file.blank.role"
	case info.Mandatory, info.Field == data.ID, info.Field == data.StatusField:
		return "help.file.blank.never"
	}
	return "help.file.blank.erases"
}

// kindsPage says what each word of a report means (SPEC S4.5).
func kindsPage(s *desk.Desk) []fyne.CanvasObject {
	w := s.Words
	line := func(name string, face widgets.BadgeFace) fyne.CanvasObject {
		badge := widgets.HStack(0, widgets.NewBadge(face))
		return beside(150, badge, widgets.NewParagraph(widgets.Body, w.T("help.kind."+name)))
	}
	var kinds []fyne.CanvasObject
	for _, k := range widgets.Kinds {
		name := strings.ToLower(string(k))
		if !w.Has("help.kind." + name) {
			continue
		}
		if k == widgets.KindUnchanged {
			kinds = append(kinds, line("ignored", widgets.BadgeFace{Kind: k, Word: w.T("badge.ignored")}))
		}
		kinds = append(kinds, line(name, widgets.BadgeFace{Kind: k, Word: w.T("badge." + name)}))
	}
	administrator := widgets.BadgeFace{Kind: widgets.KindWarning, Icon: widgets.IconAdministrator, Word: w.T("badge.administrator")}
	return listed(append(kinds, line("administrator", administrator)))
}

// guardsPage says what each guard means and how it is passed (SPEC S4.9).
func guardsPage(s *desk.Desk) []fyne.CanvasObject {
	w := s.Words
	var guards []fyne.CanvasObject
	for _, code := range plan.GuardCodes {
		kind, how := widgets.KindWarning, "help.guard.type"
		switch code {
		case plan.NoUsableRow, plan.LastAdministrator:
			kind, how = widgets.KindProblem, "help.guard.never"
		case plan.OpenPairs:
			how = "help.guard.answer"
		}
		title := widgets.HStack(12, widgets.Grow(100, widgets.NewParagraph(widgets.BodyBold, w.T("help.guard."+code))),
			widgets.NewText(widgets.Caption.In(kind.Color()), w.T(how)))
		text := widgets.NewParagraph(widgets.Body, w.T("help.guard."+code+".text"))
		guards = append(guards, beside(20, widgets.NewIconView(kind.Icon(), kind.Color(), 20), widgets.VStack(2, title, text)))
	}
	return listed(guards)
}

// wrongPage says what to do when something went wrong.
func wrongPage(s *desk.Desk) []fyne.CanvasObject {
	var cases []fyne.CanvasObject
	for _, c := range []struct {
		name string
		icon widgets.Icon
	}{
		{"user", widgets.IconReactivated},
		{"backup", widgets.IconBackup},
		{"problems", widgets.IconProblem},
		{"compare", widgets.IconCompare},
		{"stale", widgets.IconHistory},
		{"refused", widgets.IconSheet},
		{"cut", widgets.IconInfo},
	} {
		emblem := widgets.NewEmblem(widgets.KindKept, c.icon, "", 36)
		cases = append(cases, beside(36, emblem, entry(s.Words.T("help.wrong."+c.name), s.Words.T("help.wrong."+c.name+".text"))))
	}
	return cases
}

// lettersPage says how reports are mailed (SPEC S11): the three ways, then what one may
// wonder about.
func lettersPage(s *desk.Desk) []fyne.CanvasObject {
	w := s.Words
	var ways, cases []fyne.CanvasObject
	for _, way := range []string{"program", "draft", "mailbox"} {
		key := "settings.mail.way." + way
		ways = append(ways, beside(150, widgets.NewParagraph(widgets.BodyBold, w.T(key)), widgets.NewParagraph(widgets.Body, w.T(key+".text"))))
	}
	for _, c := range []struct {
		name string
		icon widgets.Icon
	}{
		{"attached", widgets.IconMail},
		{"waiting", widgets.IconClock},
		{"unknown", widgets.IconInfo},
		{"password", widgets.IconAdministrator},
	} {
		emblem := widgets.NewEmblem(widgets.KindKept, c.icon, "", 36)
		cases = append(cases, beside(36, emblem, entry(w.T("help.mail."+c.name), w.T("help.mail."+c.name+".text"))))
	}
	return append(listed(ways), cases...)
}

// rolesPage says what roles are and what can be done with them (SPEC S13).
func rolesPage(s *desk.Desk) []fyne.CanvasObject {
	var cases []fyne.CanvasObject
	for _, c := range []struct {
		name string
		icon widgets.Icon
	}{
		{"id", widgets.IconPencil},
		{"superior", widgets.IconHierarchy},
		{"gone", widgets.IconDelete},
		{"file", widgets.IconSheet},
	} {
		emblem := widgets.NewEmblem(widgets.KindKept, c.icon, "", 36)
		cases = append(cases, beside(36, emblem, entry(s.Words.T("help.roles."+c.name), s.Words.T("help.roles."+c.name+".text"))))
	}
	return cases
}

// keysPage lists the keys: those that no menu shows, then those of the menus.
func keysPage(s *desk.Desk) []fyne.CanvasObject {
	w := s.Words
	line := func(key, does string) fyne.CanvasObject {
		return beside(130, widgets.NewText(widgets.BodyBold, key), widgets.NewParagraph(widgets.Body, does))
	}
	everywhere := widgets.VStack(8, widgets.NewText(widgets.Section, w.T("help.keys.everywhere")), line("F1", w.T("help.keys.f1")))
	if s.OwnMenu {
		everywhere.Add(line("F10", w.T("help.keys.f10")))
	}
	for _, key := range []string{"tab", "arrows", "space", "enter", "escape", "menu", "f6", "f8"} {
		everywhere.Add(line(w.T("keys."+key), w.T("keys."+key+".does")))
	}
	everywhere.Add(line(w.T("help.keys.page"), w.T("help.keys.page.does")))
	menus := widgets.VStack(8, widgets.NewText(widgets.Section, w.T("help.keys.menus")))
	for _, key := range []struct {
		name  fyne.KeyName
		words string
	}{
		{fyne.KeyF, "menu.search"},
		{fyne.KeyN, "menu.newuser"},
		{fyne.KeyU, "menu.upload"},
		{fyne.KeyV, "upload.paste"},
		{fyne.KeyE, "menu.export"},
		{fyne.KeyZ, "menu.undo"},
		{fyne.KeyO, "menu.open"},
		{fyne.KeyQ, "menu.quit"},
	} {
		menus.Add(line(s.ShortcutText(key.name), strings.TrimSuffix(w.T(key.words), "…")))
	}
	for i, n := range desk.Navigation {
		menus.Add(line(s.ShortcutText(fyne.KeyName(strconv.Itoa(i+1))), w.T(n.Words)))
	}
	return []fyne.CanvasObject{everywhere, menus}
}
