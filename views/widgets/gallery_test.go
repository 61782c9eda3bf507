package widgets

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// open shows content in a window of this size, in our look.
func open(t *testing.T, look Theme, size fyne.Size, content fyne.CanvasObject) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look)
	w := test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

var light = Theme{Variant: VariantLight}

// TestGallery draws every component into the folder GALLERY, to be looked at; without
// that variable it only sees that they can be drawn.
func TestGallery(t *testing.T) {
	pages := map[string]func() fyne.CanvasObject{
		"components": galleryComponents,
		"list":       galleryList,
		"panels":     galleryPanels,
		"dialog":     galleryPanels,
		"menu":       galleryList,
	}
	for name, page := range pages {
		for _, look := range []Theme{{Variant: VariantLight}, {Variant: VariantDark}} {
			t.Run(name+"-"+string(look.Variant), func(t *testing.T) {
				app := test.NewTempApp(t)
				app.Settings().SetTheme(look)
				w := test.NewTempWindow(t, container.NewStack(Ground(ColorPage), page()))
				w.SetPadded(false)
				w.Resize(fyne.NewSize(1280, 1000))
				w.Resize(fyne.NewSize(1280, 999))
				w.Resize(fyne.NewSize(1280, 1000))
				galleryFront(name, w.Canvas())
				capture(t, w, name+"-"+string(look.Variant))
			})
		}
	}
}

func capture(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	picture := w.Canvas().Capture()
	folder := os.Getenv("GALLERY")
	if folder == "" {
		return
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
}

func titled(title string, o fyne.CanvasObject) fyne.CanvasObject {
	c := NewCard(VStack(8, NewText(CaptionBold, title), o))
	c.Inside = 14
	return c
}

// as puts a widget into a state that only a pointer or a key brings.
func as(name string, o fyne.CanvasObject, change func(c *control)) fyne.CanvasObject {
	switch w := o.(type) {
	case *Button:
		change(&w.control)
		defer w.Refresh()
	case *Tile:
		change(&w.control)
	case *Check:
		change(&w.control)
	}
	return VStack(2, o, NewText(Caption, name))
}

func rest(*control)      {}
func hover(c *control)   { c.hovered = true }
func press(c *control)   { c.hovered, c.pressed = true, true }
func focus(c *control)   { c.ringed = true }
func disable(c *control) { c.disabled = true }

func galleryComponents() fyne.CanvasObject {
	primary := func() *Button { return NewButton(Primary, "Simulate", nil) }
	secondary := func() *Button { return NewButton(Secondary, "Export", nil) }
	buttons := HStack(
		8, as("primary, rest", primary(), rest), as("hover", primary(), hover), as("pressed", primary(), press),
		as("focus", primary(), focus), as("disabled", primary(), disable), as("secondary", secondary(), rest),
		as("hover", secondary(), hover), as("pressed", secondary(), press), as("focus", secondary(), focus),
		as("disabled", secondary(), disable), as("quiet", NewButton(Quiet, "Show history", nil), rest),
		as("dangerous", NewButton(Dangerous, "Delete for good…", nil), rest),
	)
	more := HStack(
		8, NewIconButton(Secondary, IconDownload, "Export list", nil), NewIconButton(Primary, IconAdd, "Create a new user", nil),
		NewButton(Secondary, "Choose file…", nil).Sized(Small), NewButton(Primary, "Simulate", nil).Sized(Big),
		NewIconButton(Secondary, IconMore, "", nil), NewIconLink(IconClock, "Last update 20 Nov 2026", nil),
		NewSegments([]Segment{{"a", "Active users", "251"}, {"d", "Deactivated users", "18"}, {"x", "All users", "269"}}, "a", nil),
		NewSelect([]Option{{ID: "", Text: "All roles"}, {ID: "x", Text: "Shop Marseille-Vieux-Port"}}, "", nil),
	)
	entry := func(text string, change func(*Entry)) *Entry {
		e := NewEntry("Job title")
		e.SetText(text)
		change(e)
		return e
	}
	named := func(name string, o fyne.CanvasObject) fyne.CanvasObject { return VStack(2, o, NewText(Caption, name)) }
	off, on, some, ring := NewCheck("", nil), NewCheck("", nil), NewCheck("", nil), NewCheck("", nil)
	on.SetChecked(true)
	some.SetState(Partly)
	words := NewCheck("Make this change", nil)
	search := NewSearchEntry("Name, email, ID, role, job title", "Ctrl F", nil)
	full := NewSearchEntry("Name", "Ctrl F", nil)
	full.Put("bonefoy")
	entries := HStack(
		12, named("rest", entry("Zoë", func(*Entry) {})), named("focus", entry("Zoë", func(e *Entry) { e.FocusGained() })),
		named("error", entry("zoe@", func(e *Entry) { e.SetWrong(true) })), named("disabled", entry("Zoë", func(e *Entry) { e.Disable() })),
		named("empty", entry("", func(*Entry) {})), named("search", Wide(260, search)), named("search", Wide(130, full)),
		as("off", off, rest), as("on", on, rest), as("some", some, rest), as("focus", ring, focus), words,
	)
	kindWords := map[Kind]string{}
	for _, k := range Kinds {
		kindWords[k] = string(k)
	}
	badges := func(f Filling) fyne.CanvasObject {
		row := HStack(8, Wide(72, NewText(Caption, map[Filling]string{Hollow: "simulated", Filled: "applied"}[f])))
		for _, k := range Kinds {
			row.Add(NewBadge(BadgeFace{Kind: k, Word: kindWords[k], Filling: f}))
		}
		row.Add(NewBadge(BadgeFace{Kind: KindWarning, Word: "Administrator", Filling: f, Icon: IconAdministrator}))
		return row
	}
	states := HStack(8, NewBadge(BadgeFace{Kind: KindAccent, Word: "Simulated"}), NewBadge(BadgeFace{Kind: KindApplied, Word: "Applied"}))
	tile := func(n string, kind Kind, change func(*Tile)) *Tile {
		t := NewTile(kind, string(kind), nil)
		t.SetCount(n, string(kind), n == "0")
		change(t)
		t.Refresh()
		return t
	}
	same := func(*Tile) {}
	deactivated := func(change func(*Tile)) *Tile { return tile("14", KindDeactivated, change) }
	tiles := HStack(
		12, as("rest", Wide118(deactivated(same)), rest), as("hover", Wide118(deactivated(func(t *Tile) { t.hovered = true })), hover),
		as("chosen", Wide118(deactivated(func(t *Tile) { t.SetChosen(true) })), rest),
		as("focus", Wide118(deactivated(func(t *Tile) { t.ringed = true })), rest), as("nobody: no filter", Wide118(tile("0", KindProblem, same)), rest),
		as("applied", Wide118(deactivated(func(t *Tile) { t.SetFilling(Filled) })), rest), as("kept", Wide118(tile("2", KindKept, same)), rest),
		as("unchanged", Wide118(tile("215", KindUnchanged, same)), rest),
	)
	progress := NewProgress(ProgressWords{"Cancel", "Cancelling…"}, nil)
	progress.Set("Comparing with 251 users", "148 of 239 rows", 148, 239)
	failed := NewErrorBox(ErrorWords{"Details", "Less"})
	failed.Say("This is an old Excel file (.xls).", "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and upload that file.", "magic D0 CF")
	status := newStatusBar(NewStatusLine())
	status.text.SetText("Zoë Bäcker was deactivated.")
	status.ways[0].SetText("Undo")
	return Inset(16, 16, 16, 16, VStack(
		12, titled("Buttons", VStack(10, buttons, more)), titled("Entries and check boxes", entries),
		titled("Badges: hollow while simulated, tinted once applied", VStack(8, badges(Hollow), badges(Filled), states)),
		titled("Tiles", tiles),
		container.NewGridWithColumns(2, titled("Table rows", Wide(500, galleryRows())), titled("Guards", galleryGuards())),
		container.NewGridWithColumns(3, titled("Progress", progress), titled("Status line", HStack(0, status)), titled("Error", failed)),
	))
}

// Wide118 gives a tile its width of the picture.
func Wide118(o fyne.CanvasObject) fyne.CanvasObject { return Wide(118, o) }

func galleryRows() fyne.CanvasObject {
	list := NewDataList([]Column{{ID: "name", Min: 190}, {ID: "email", Min: 180, Weight: 1}, {ID: "note", Min: 110}}, func() int { return 4 },
		func(row int, column string) Cell {
			switch column {
			case "name":
				return PersonCell("Zoë", "Bäcker", "")
			case "email":
				return MutedCell("zoe.backer@bellerive.example")
			}
			return Cell{Line: []Span{Dim([]string{"rest", "hover", "chosen", "keyboard focus"}[row])}}
		}).NoHeader()
	list.Tick = func(row int) TickState { return tickOf(row == 2) }
	list.Chosen = func(row int) bool { return row == 2 }
	list.area.current, list.area.ringed = 3, true
	return container.New(floor{170}, list)
}

func galleryGuards() fyne.CanvasObject {
	words := GuardWords{Title: "14 people would be deactivated", Wrong: "it is 14", Right: "confirmed"}
	first, second, third := NewGuard(GuardFace{Words: words, Number: "14"}), NewGuard(GuardFace{Words: words, Number: "14"}), NewGuard(GuardFace{Words: words, Number: "14"})
	second.entry.SetText("41")
	third.entry.SetText("14")
	cannot := NewGuard(GuardFace{Impossible: true, Words: GuardWords{Title: "The last administrator", Text: "would be deactivated. This can’t be applied."}})
	return VStack(5, first, second, third, cannot)
}

func galleryList() fyne.CanvasObject {
	people := [][3]string{
		{"Noémie", "Pérez-Lachance", "noemie.perez-lachance@bellerive.example"},
		{"Jean-Marc", "Vasseur", "jean-marc.vasseur@bellerive.example"},
		{"Anaïs", "Lemoine", "anais.lemoine@bellerive.example"},
		{"Łukasz", "Grabowski", "lukasz.grabowski@bellerive.example"},
		{"Ömer", "Yıldız", "omer@x.example"},
	}
	kinds := []Kind{KindDeactivated, KindDeactivated, KindReactivated, KindMoved, KindCreated}
	list := NewDataList([]Column{
		{ID: "row", Title: "Row", Min: 46},
		{ID: "person", Title: "Person", Min: 216, Sortable: true},
		{ID: "what", Title: "What would happen", Min: 138},
		{ID: "change", Title: "Change", Min: 180, Weight: 1, Sortable: true},
	}, func() int { return 40 }, func(row int, column string) Cell {
		i := row % 5
		switch column {
		case "row":
			return MutedCell("118")
		case "person":
			c := PersonCell(people[i][0], people[i][1], people[i][2])
			if i == 2 {
				c.After = IconKept
			}
			return c
		case "what":
			return BadgeCell(BadgeFace{Kind: kinds[i], Word: string(kinds[i])})
		}
		if i == 3 {
			return ChangeCell("Role ID:", "shop-strasbourg-centre-ville-2", "shop-lyon-centre-ville-2")
		}
		return TextCell("Not in the file")
	}).TwoLines()
	list.Tick = func(row int) TickState { return tickOf(row != 1) }
	list.TickAll = func() TickState { return Partly }
	list.OnTick = func(int, bool) {}
	list.Faded = func(row int) bool { return row == 1 }
	list.Menu = func(int) []MenuItem { return []MenuItem{{Text: "Edit"}} }
	list.SetSort("person", false)
	list.area.current = 3
	pane := DetailPane(VStack(12, DetailHead("ŁG", "Łukasz Grabowski", "lukasz.grabowski@bellerive.example"),
		HStack(8, NewBadge(BadgeFace{Kind: KindMoved, Word: "Would be moved"}), NewText(Caption, "Row 12 in the file"))),
		HStack(8, NewCheck("Make this change", nil), Spacer(), NewLink("Show history", nil)),
		Line(), ChangedFields(KindMoved, FieldChange{Field: "Role ID", Before: "shop-lyon-1", After: "shop-lyon-2"}, FieldChange{Field: "Job title", Before: "Sales adviser", After: "Deputy manager"}),
		Inset(6, 0, 0, 0, InfoLine("Profile", "Sales rep")), InfoLine("ID", "00276"), InfoLine("Phone", "+33 4 72 10 44 09"),
		IssueLine(KindWarning, "The ID 00276 was also given to somebody else, who is deactivated."))
	band, done := NewBand(), NewBand()
	face := BandFace{State: "SIMULATION", Title: "– nothing has been changed", Caption: []Span{Plain("users-november.xlsx, 239 rows   ·   compared with 251 active users")}, Label: "Active users", Before: "251", After: "241"}
	band.Set(face)
	face.Filling, face.State = Filled, "APPLIED"
	done.Set(face)
	var tiles []*Tile
	for i, k := range Kinds {
		tile := NewTile(k, string(k), nil)
		n := []string{"0", "14", "1", "3", "9", "11", "2", "0", "215"}[i]
		tile.SetCount(n, string(k), n == "0")
		tiles = append(tiles, tile)
	}
	guard := NewGuard(GuardFace{Number: "14", Words: GuardWords{Title: "14 people would be deactivated: 5.6 % of your active users", Text: "They are active today and not in the file. Is anyone missing from the file by mistake?", Look: "Look at the 14 names", Ask: "Type 14 to go on"}})
	names := NewGuard(GuardFace{Number: "2", Names: []string{"Zoë Bäcker", "Anaïs Lemoine"}, Words: GuardWords{Title: "2 administrators would be deactivated", Text: "Tick each of them"}})
	pair := NewPair([]Segment{{ID: "same", Text: "Same person"}, {ID: "two", Text: "Two people"}}, nil)
	pair.Set([2]PairSide{
		{First: "Thaïs", Last: "Le Bihan-Corbière", Where: "in the user base", Facts: "t.lebihan@bellerive.example"},
		{First: "Thaïs", Last: "Le Bihan-Corbière", Where: "row 9 of the file", Facts: "thais.lebihan@bellerive.example"},
	}, "")
	bar := ActionBar(HStack(8, NewIconButton(Secondary, IconSave, "Save report…", nil), NewIconButton(Secondary, IconMail, "Email a copy", nil)),
		HStack(14, NewText(Caption, "Type 14 above first"), NewButton(Primary, "Apply these changes: 38 people", nil)))
	top := VStack(0, band, done, Inset(12, 20, 12, 20, VStack(10, TileRow(tiles...), guard, names, pair)))
	middle := Inset(0, 20, 12, 20, container.NewBorder(nil, nil, nil, Inset(0, 0, 0, 12, Wide(312, pane)), NewBareCard(list)))
	return container.NewBorder(top, bar, nil, nil, middle)
}

func galleryPanels() fyne.CanvasObject {
	mail := NewEntry("")
	mail.SetText("direction@bellerive.example")
	simulation := NewOptionRow("Simulation mode", "You see what would happen to each person. Nothing is changed.", nil, nil)
	simulation.OnTint = true
	simulation.SetChecked(true)
	absent := NewOptionRow("Deactivate users not present in the file", "Active users without a line in the file are deactivated. They keep all their data. 4 protected users are left alone.", nil, nil)
	copied := NewOptionRow("Email a copy of the report to", "", mail, nil)
	copied.SetChecked(true)
	options := NewBareCard(VStack(0, Inset(14, 16, 14, 16, NewText(Section, "Options")), Line(), simulation, Line(), absent, Line(), copied, Line()))
	email := NewEntry("")
	email.SetText("ines.ait-ouarab@bellerive.example")
	wrong := NewField("Email", "(needed)", email)
	wrong.SetWrong("This address belongs to Inès Aït-Ouarab.")
	wrong.SetWayOut("Show Inès Aït-Ouarab", func() {})
	fine := NewField("Your email address", "", NewEntry("")).Help("x")
	fine.SetFine("Servers found for this address")
	profile := NewField("Permission profile", "(needed)", NewSelect([]Option{{ID: "m", Text: "Manager"}}, "m", nil))
	form := NewCard(VStack(12, container.NewGridWithColumns(2, wrong, fine), profile,
		NewChoices([]Choice{{"m", "My mailbox", "The report is sent from your address; a copy is filed in Sent."}, {"d", "Draft", "The report waits in your Drafts folder. You look at it and send it yourself."}}, "m", nil),
		NewPanel(VStack(8, StepLine(KindCreated, IconApplied, "Sending server answers", "Secured with TLS, certificate verified"),
			StepLine(KindWarning, IconClock, "Email waiting", "No network since 14:30; it goes out by itself.", NewButton(Secondary, "Try now", nil), NewButton(Secondary, "Discard…", nil))))))
	side := NavColumn(NewNavItem(IconUsers, "Manage users", nil), NewNavItem(IconDownload, "Export list", nil), NewNavItem(IconUpload, "Upload a file of users", nil), NewNavItem(IconHistory, "History", nil), NewNavItem(IconHierarchy, "Hierarchy", nil), NewNavItem(IconSettings, "Settings", nil))
	side.Objects[2].(*NavItem).SetChosen(true)
	icons := container.NewGridWithColumns(14)
	for _, i := range Icons {
		icons.Add(HStack(0, NewIconView(i, ColorText, 30)))
	}
	left := VStack(12, NewDropLine("Drop another file anywhere in this window", NewButton(Secondary, "Choose file…", nil).Sized(Small)),
		NewCard(EmptyState(KindAccent, IconUsers, "No users yet", "Upload the file you already have, or create the first user by hand.", NewIconButton(Primary, IconUpload, "Upload a file of users", nil), NewIconButton(Secondary, IconAdd, "Create a new user", nil))),
		NewBigChoice(IconSheet, "Start from your user file", "Choose or drop the Excel or CSV file you already have", nil),
		BulkBar(HStack(12, NewText(BodyBold, "3 users selected"), NewLink("Select all 251", nil)), HStack(8, NewButton(Secondary, "Deactivate 3 users…", nil).Sized(Small), NewIconButton(Quiet, IconClose, "", nil).Sized(Small))),
		NewCard(icons))
	left.Objects[2].(*BigChoice).Emphasised = true
	sidebar := container.NewStack(Ground(ColorSide), Inset(16, 12, 16, 12, VStack(16, HStack(10, NewEmblem(KindAccent, "", "CB", 34), VStack(0, NewText(BodyBold, "Comptoir Bellerive"), NewText(Caption, "bellerive.headcount"))), side)))
	return container.NewBorder(nil, nil, Wide(224, sidebar), nil, Inset(16, 16, 16, 16, HStack(12, Grow(400, left), Wide(500, VStack(12, options, form)))))
}

// galleryFront puts a dialog or a menu in front of a page.
func galleryFront(name string, on fyne.Canvas) {
	switch name {
	case "menu":
		ShowMenu(on, fyne.NewPos(600, 560), []MenuItem{
			{Text: "Edit profile", Icon: IconPencil, Shortcut: "Enter"},
			{Text: "Show history", Icon: IconHistory},
			{Text: "Keep when absent from files", Ticked: true},
			{Text: "Delete for good…", Disabled: true, Icon: IconDelete},
			{},
			{Text: "Deactivate this user…", Icon: IconPersonMinus, Dangerous: true},
		})
		on.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	case "dialog":
		d := &Dialog{
			Title: "Edit profile", Caption: "Hélène Bonnefoy-Marchetti, active since 3 Mar 2024", Before: NewAvatar("HB", 44), Width: FormWidth,
			Content: VStack(16, container.NewGridWithColumns(2, NewField("First name", "(needed)", NewEntry("")), NewField("Last name", "(needed)", NewEntry(""))),
				NewParagraph(Body, "Change 38 people now? 14 are deactivated, 1 reactivated, 3 created, 9 moved, 11 updated. A backup is made first.")),
			Note: NewSpans(CaptionText.In(KindProblem.Color()), Span{Icon: IconProblem, Text: "1 field needs a correction"}), Cancel: "Cancel", Default: NewButton(Primary, "Save changes", nil),
		}
		d.Show(on)
	}
}
