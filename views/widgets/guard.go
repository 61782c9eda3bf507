package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
)

// GuardState is how far a guard has been passed.
type GuardState int

// The states of a guard.
const (
	// GuardOpen waits, in amber.
	GuardOpen GuardState = iota
	// GuardWrong has another number than the one asked for.
	GuardWrong
	// GuardRight is passed, in green.
	GuardRight
	// GuardImpossible cannot be passed, in red and without an entry.
	GuardImpossible
)

// GuardWords are what a guard says, in the language of the reader.
type GuardWords struct {
	// Title is bold, Text stands below it (beside it in one line).
	Title, Text string
	// Ask stands before the entry, Wrong in its place while the number is another one,
	// Right once it is passed.
	Ask, Wrong, Right string
	// Number is the number as Ask writes it, to be set in bold.
	Number string
	// Look is the link that opens the names; "" leaves it out.
	Look string
	// LookFirst stands in place of Ask while the names must be opened first.
	LookFirst string
}

// GuardFace is what a guard shows and asks for.
type GuardFace struct {
	Words GuardWords
	// Number must be typed. Where Names is set, those are ticked one by one instead.
	Number string
	// Names are up to three people, each with a box of its own.
	Names []string
	// Impossible says that nothing can pass it.
	Impossible bool
	// MustLook keeps the entry off until the names were opened.
	MustLook bool
	// Lines stand below the words, one each; Remedy is a button below them that
	// takes the cause away, "" for none.
	Lines  []string
	Remedy string
	// Brief shows one line without an entry, as while problems remain.
	Brief bool
}

// Guard stands above the changes and wants the number of people, or their names, before
// they are applied.
type Guard struct {
	base
	face   GuardFace
	looked bool
	entry  *NumberEntry
	checks []*Check
	look   *Link
	title  *Text
	text   *Text
	ask    *Text
	icon   *IconView
	plate  *Card
	remedy *Button

	// OnRemedy is called by the button that takes the cause away.
	OnRemedy func()
	// OnPassed is called when the guard becomes passed, or is not any longer.
	OnPassed func(passed bool)
	// OnLook is called by the link to the names; the screen shows them.
	OnLook func()
	// OnEntered is called when something in the guard gets the focus.
	OnEntered func()
	// OnNext is called by Enter in the entry, to go to the next guard.
	OnNext func()
}

// NewGuard is a guard that waits.
func NewGuard(face GuardFace) *Guard {
	g := &Guard{
		entry: NewNumberEntry(), look: NewLink("", nil), icon: NewIconView(IconWarning, KindWarning.Color(), 20),
		title: NewText(BodyBold, "").CutBelow(80), text: NewText(CaptionText, "").CutBelow(40), ask: NewText(CaptionText, ""),
	}
	g.entry.OnChanged = func(string) { g.changed() }
	g.entry.OnSubmitted = func(string) {
		if g.OnNext != nil {
			g.OnNext()
		}
	}
	g.entry.OnEntered = g.enter
	g.remedy = NewButton(Secondary, "", func() {
		if g.OnRemedy != nil {
			g.OnRemedy()
		}
	}).Sized(Small)
	g.remedy.OnEntered(g.enter)
	g.look.OnEntered(g.enter)
	g.look.OnTapped = func() {
		g.SetLooked(true)
		if g.OnLook != nil {
			g.OnLook()
		}
	}
	g.ExtendBaseWidget(g)
	g.Set(face)
	return g
}

// Set shows another face. A number typed for the old one is cleared if the number asked
// for has changed, and so are ticks if the names have.
func (g *Guard) Set(face GuardFace) {
	before := g.face
	g.face = face
	if before.Number != face.Number && g.entry.Text != "" {
		g.entry.Put("")
	}
	if !sameNames(before.Names, face.Names) || len(g.checks) != len(face.Names) {
		g.checks = nil
		for _, name := range face.Names {
			check := NewCheck(name, func(bool) { g.changed() })
			check.OnEntered(g.enter)
			g.checks = append(g.checks, check)
		}
	}
	if before.Words.Title != face.Words.Title || before.MustLook != face.MustLook {
		g.looked = g.looked && before.Number == face.Number
	}
	g.build()
	g.show()
}

// SetLooked tells that the names were opened, if elsewhere than by the guard's link.
func (g *Guard) SetLooked(looked bool) {
	g.looked = looked
	g.show()
}

// State is how far the guard has been passed.
func (g *Guard) State() GuardState {
	switch {
	case g.face.Impossible:
		return GuardImpossible
	case len(g.face.Names) > 0:
		for _, c := range g.checks {
			if !c.Checked() {
				return GuardOpen
			}
		}
		return GuardRight
	case g.entry.Text == "":
		return GuardOpen
	case digitsOf(g.entry.Text) == digitsOf(g.face.Number):
		return GuardRight
	case len(g.entry.Text) < len(digitsOf(g.face.Number)):
		return GuardOpen
	}
	return GuardWrong
}

// Number is what must be typed, "" where names are ticked.
func (g *Guard) Number() string { return g.face.Number }

// Passed reports whether the guard lets through.
func (g *Guard) Passed() bool { return g.State() == GuardRight }

// Entry is where the number is typed, nil if there is none now.
func (g *Guard) Entry() *NumberEntry {
	if g.face.Impossible || g.face.Brief || len(g.face.Names) > 0 {
		return nil
	}
	return g.entry
}

// First is what should have the focus, nil if nothing can.
func (g *Guard) First() fyne.Focusable {
	if e := g.Entry(); e != nil {
		if e.Disabled() {
			return g.look
		}
		return e
	}
	if len(g.checks) > 0 && !g.face.Brief {
		return g.checks[0]
	}
	return nil
}

func (g *Guard) enter() {
	if g.OnEntered != nil {
		g.OnEntered()
	}
}

func (g *Guard) changed() {
	g.show()
	if g.OnPassed != nil {
		g.OnPassed(g.Passed())
	}
}

// build puts together what this kind of guard consists of.
func (g *Guard) build() {
	g.text.SetStyle(CaptionText)
	words := VStack(0, g.title, HStack(6, g.text, g.look))
	if g.face.Brief || g.face.Impossible {
		g.text.SetStyle(Body)
		words = HStack(6, g.title, g.text, Spacer(), g.look)
	} else if g.face.Words.Text == "" && g.face.Words.Look == "" {
		words = HStack(0, g.title)
	}
	height := float32(52)
	if !g.face.Brief && len(g.face.Lines) > 0 {
		words = g.extended(words)
		height = words.MinSize().Height + 16
	}
	parts := []fyne.CanvasObject{g.icon, Grow(100, words)}
	switch {
	case g.face.Impossible, g.face.Brief:
	case len(g.face.Names) > 0:
		for _, c := range g.checks {
			parts = append(parts, c)
		}
	default:
		parts = append(parts, g.ask, g.entry)
	}
	inside := Inset(0, 12, 0, 14, HStack(12, parts...))
	if g.face.Brief {
		height = 38
	}
	if g.plate == nil {
		g.plate = NewTinted(KindWarning, nil)
		g.plate.Inside = 0
	}
	g.plate.Content = atLeast(height-2, inside)
}

// extended puts the lines of the face and its remedy below the words.
func (g *Guard) extended(words *fyne.Container) *fyne.Container {
	all := VStack(0, words)
	for _, line := range g.face.Lines {
		all.Add(NewSpans(CaptionText, withArrows(line)...).CutBelow(40))
	}
	if g.face.Remedy != "" {
		g.remedy.SetText(g.face.Remedy)
		all.Add(Inset(4, 0, 0, 0, HStack(0, g.remedy, Spacer())))
	}
	return all
}

// withArrows draws the arrows of a text, which not every font has.
func withArrows(text string) []Span {
	var spans []Span
	for i, part := range strings.Split(text, "→") {
		if i > 0 {
			spans = append(spans, Span{Icon: IconArrowRight, Color: ColorMuted})
		}
		spans = append(spans, Plain(part))
	}
	return spans
}

// show sets everything from the state.
func (g *Guard) show() {
	words, state := g.face.Words, g.State()
	kind := map[GuardState]Kind{GuardRight: KindCreated, GuardImpossible: KindProblem}[state]
	if kind == "" {
		kind = KindWarning
	}
	icon := map[GuardState]Icon{GuardRight: IconApplied, GuardImpossible: IconProblem}[state]
	if icon == "" {
		icon = IconWarning
	}
	g.icon.Set(icon, kind.Color())
	g.plate.SetKind(kind)
	style := BodyBold
	if state == GuardRight {
		style = Body
	}
	g.title.SetStyle(style)
	g.title.SetText(words.Title)
	g.text.SetText(words.Text)
	g.text.Hidden = words.Text == ""
	g.look.Text = words.Look
	g.look.Hidden = words.Look == ""
	g.look.Refresh()
	g.showEntry(state)
	g.Refresh()
}

func (g *Guard) showEntry(state GuardState) {
	words := g.face.Words
	g.entry.edge = KindWarning.Color()
	g.entry.SetWrong(state == GuardWrong)
	g.ask.SetStyle(CaptionText)
	g.entry.Name = spoken(words.Title, words.Ask)
	g.ask.SetSpans(boldNumber(words.Ask, words.Number)...)
	if g.face.MustLook && !g.looked {
		g.entry.Disable()
		g.ask.SetText(words.LookFirst)
		return
	}
	g.entry.Enable()
	switch state {
	case GuardWrong:
		g.ask.SetStyle(CaptionText.In(KindProblem.Color()))
		g.ask.SetText(words.Wrong)
	case GuardRight:
		g.entry.edge = KindCreated.Color()
		g.ask.SetStyle(CaptionText.In(KindCreated.Color()))
		g.ask.SetText(words.Right)
	}
}

// CreateRenderer is called by Fyne.
func (g *Guard) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{g.plate}}
	l.min = func() fyne.Size { return g.plate.MinSize() }
	l.refresh = func() { g.plate.Refresh() }
	l.layout = func(size fyne.Size) { g.plate.Resize(size) }
	return newLook(g, l)
}

// boldNumber sets a number in bold where it stands in a sentence.
func boldNumber(sentence, number string) []Span {
	before, after, found := strings.Cut(sentence, number)
	if !found || number == "" {
		return []Span{Plain(sentence)}
	}
	return []Span{Plain(before), Bold(number), Plain(after)}
}

func sameNames(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
