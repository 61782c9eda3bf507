package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Option is one choice of a Select. Several may have the same words, not the same ID.
type Option struct {
	ID   string
	Text string
	// Dim draws the words muted where they are shown as chosen, as for a column that is
	// not used.
	Dim bool
}

// Select chooses one of many from a list that drops from it, 34 high (Low: 30).
type Select struct {
	control
	options   []Option
	chosen    string
	OnChanged func(id string)
	// Hint is shown while nothing is chosen.
	Hint string
	// Name is what a screen reader says before the choice.
	Name string
	// Low makes it 30 high, for rows.
	Low bool
	// Marked draws the edge in the accent, as for a choice made by hand.
	Marked bool
	wrong  bool
	// Filter gives it the lighter edge of a filter, instead of that of an entry.
	Filter bool
}

// NewSelect shows the options with one of them chosen; "" is none.
func NewSelect(options []Option, chosen string, changed func(id string)) *Select {
	s := &Select{options: options, chosen: chosen, OnChanged: changed}
	s.extend(s, s.open)
	return s
}

// Chosen is the ID of the chosen option.
func (s *Select) Chosen() string { return s.chosen }

// Choose shows an option as chosen without calling OnChanged.
func (s *Select) Choose(id string) {
	s.chosen = id
	s.Refresh()
}

// Options are what can be chosen.
func (s *Select) Options() []Option { return s.options }

// SetOptions replaces what can be chosen; the choice stays.
func (s *Select) SetOptions(options []Option) {
	s.options = options
	s.Refresh()
}

// SetWrong draws the edge in the colour of problems.
func (s *Select) SetWrong(wrong bool) {
	s.wrong = wrong
	s.Refresh()
}

// Text is the words of the chosen option.
func (s *Select) Text() string {
	if i := s.index(); i >= 0 {
		return s.options[i].Text
	}
	return ""
}

// Pick chooses as a person does: OnChanged is called if it is another option.
func (s *Select) Pick(id string) {
	if id == s.chosen {
		return
	}
	s.Choose(id)
	if s.OnChanged != nil {
		s.OnChanged(id)
	}
}

// AccessibilityLabel is the name and the choice.
func (s *Select) AccessibilityLabel() string { return strings.TrimSpace(s.Name + " " + s.Text()) }

// AccessibilityRole says what Fyne has nearest to a list.
func (s *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// TypedKey opens with Enter, Space and Down, and moves with Left and Right.
func (s *Select) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDown, fyne.KeyUp:
		s.ring()
		s.press()
	case fyne.KeyLeft:
		s.step(-1)
	case fyne.KeyRight:
		s.step(1)
	default:
		s.control.TypedKey(key)
	}
}

// TypedRune chooses the next option that begins with the letter.
func (s *Select) TypedRune(r rune) {
	for n := 1; n <= len(s.options); n++ {
		i := (s.index() + n + len(s.options)) % len(s.options)
		if startsWith(s.options[i].Text, r) && !s.disabled {
			s.Pick(s.options[i].ID)
			return
		}
	}
}

func (s *Select) step(by int) {
	i := s.index() + by
	if i >= 0 && i < len(s.options) && !s.disabled {
		s.Pick(s.options[i].ID)
	}
}

func (s *Select) index() int {
	for i, o := range s.options {
		if o.ID == s.chosen {
			return i
		}
	}
	return -1
}

func (s *Select) open() {
	items := make([]MenuItem, len(s.options))
	for i, o := range s.options {
		items[i] = MenuItem{Text: o.Text, Ticked: o.ID == s.chosen, Do: func() { s.Pick(o.ID) }}
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	showMenu(canvasOf(s), at.AddXY(0, s.Size().Height+2), s.Size().Width, items, s.index())
}

// CreateRenderer is called by Fyne.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, words, arrow := &plate{}, &halo{}, &strip{}, newImage()
	l := &look{}
	l.min = func() fyne.Size {
		width := measure(&s.base, Body, []Span{{Text: s.Hint}}).Width
		for _, o := range s.options {
			width = max(width, measure(&s.base, Body, []Span{{Text: o.Text}}).Width)
		}
		if s.Low {
			return fyne.NewSize(min(width, 240)+44, 30)
		}
		return fyne.NewSize(min(width, 240)+44, 34)
	}
	l.refresh = func() {
		fill, edge, stroke := s.veil(s.color(ColorSurface)), s.color(ColorInputEdge), float32(1)
		switch {
		case s.disabled:
			fill, edge = s.color(ColorDisabledGround), s.color(ColorLine)
		case s.wrong:
			edge, stroke = s.color(KindProblem.Color()), 2
		case s.Marked:
			edge = s.color(ColorAccent)
		case s.Filter:
			edge = s.color(ColorEdge)
		}
		ground.dress(fill, edge, stroke, s.size(theme.SizeNameInputRadius))
		ring.show(&s.control, s.size(theme.SizeNameInputRadius))
		setImage(arrow, IconChevronDown.In(s.color(ColorMuted)))
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		ring.put(fyne.Position{}, size)
		words.set(&s.base, s.style(), []Span{{Text: s.shown()}}, size.Width-40)
		words.move(fyne.NewPos(11, (size.Height-words.height)/2))
		arrow.Resize(fyne.NewSquareSize(14))
		arrow.Move(fyne.NewPos(size.Width-25, (size.Height-14)/2))
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle, arrow}, words.objects()...)
	}
	return newLook(s, l)
}

func (s *Select) shown() string {
	if s.index() < 0 {
		return s.Hint
	}
	return s.Text()
}

func (s *Select) style() Style {
	i := s.index()
	switch {
	case s.disabled:
		return Body.In(ColorDisabled)
	case i < 0:
		return Body.In(ColorHint)
	case s.options[i].Dim:
		return Muted
	}
	return Body
}

func startsWith(text string, r rune) bool {
	for _, first := range text {
		return unicode.ToLower(first) == unicode.ToLower(r)
	}
	return false
}
