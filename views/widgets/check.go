package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TickState is what a check box shows.
type TickState int

// What a box shows; Partly is for one that stands for several.
const (
	Off TickState = iota
	On
	Partly
	// NoTick is a row of a list that has no box.
	NoTick
)

// checkSide is how large the box is drawn, touchable in a larger field.
const checkSide = 18

// Check is a box to tick. Its words, if it has any, belong to what can be clicked.
type Check struct {
	control
	state     TickState
	Text      string
	OnChanged func(on bool)
	// Name is what a screen reader says of a box without words.
	Name string

	words Style
}

// NewCheck is a box that is off; text may be empty.
func NewCheck(text string, changed func(on bool)) *Check {
	c := &Check{Text: text, OnChanged: changed, words: Body}
	c.extend(c, c.toggle)
	return c
}

// Small writes the words in the size of captions.
func (c *Check) Small() { c.words = CaptionText }

// State is what the box shows.
func (c *Check) State() TickState { return c.state }

// Checked reports whether the box is on; Partly is not.
func (c *Check) Checked() bool { return c.state == On }

// SetState shows a state without calling OnChanged.
func (c *Check) SetState(s TickState) {
	c.state = s
	c.Refresh()
}

// SetChecked shows on or off without calling OnChanged.
func (c *Check) SetChecked(on bool) { c.SetState(tickOf(on)) }

// SetText replaces the words.
func (c *Check) SetText(text string) {
	c.Text = text
	c.Refresh()
}

// AccessibilityLabel is the words, or Name.
func (c *Check) AccessibilityLabel() string {
	if c.Text != "" {
		return c.Text
	}
	return c.Name
}

// AccessibilityRole says what Fyne has nearest to a check box.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *Check) toggle() {
	c.SetState(tickOf(c.state != On))
	if c.OnChanged != nil {
		c.OnChanged(c.state == On)
	}
}

// CreateRenderer is called by Fyne.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	box, words := newTickBox(), &strip{}
	style := func() Style {
		if c.disabled {
			return c.words.In(ColorDisabled)
		}
		return c.words
	}
	spans := func() []Span {
		if c.Text == "" {
			return nil
		}
		return []Span{{Text: c.Text}}
	}
	l := &look{}
	l.min = func() fyne.Size {
		if c.Text == "" {
			return fyne.NewSize(28, 28)
		}
		return fyne.NewSize(checkSide+10+measure(&c.base, c.words, spans()).Width+2, 28)
	}
	l.refresh = func() { box.show(&c.control, c.state) }
	l.layout = func(size fyne.Size) {
		at := fyne.NewPos(0, (size.Height-checkSide)/2)
		if c.Text == "" {
			at.X = (size.Width - checkSide) / 2
		}
		box.put(at)
		words.set(&c.base, style(), spans(), size.Width-checkSide-10)
		words.move(fyne.NewPos(checkSide+10, (size.Height-words.height)/2))
		l.objects = append(box.objects(), words.objects()...)
	}
	return newLook(c, l)
}

// tickBox is the drawing of a check box, also in rows.
type tickBox struct {
	ring   halo
	ground plate
	mark   *canvas.Image
}

func newTickBox() *tickBox { return &tickBox{mark: newImage()} }

func (t *tickBox) show(c *control, state TickState) {
	t.ring.show(c, 4)
	t.paint(&c.base, state, c.disabled)
	if c.hovered && !c.disabled && state == Off {
		t.ground.FillColor = c.veil(c.color(ColorSurface))
	}
}

func (t *tickBox) paint(b *base, state TickState, disabled bool) {
	fill, edge, width := b.color(ColorSurface), b.color(ColorInputEdge), float32(1)
	ink := b.color(ColorOnAccent)
	if disabled {
		fill, edge, ink = b.color(ColorDisabledGround), b.color(ColorEdge), b.color(ColorDisabled)
	} else if state != Off {
		fill, edge, width = b.color(ColorAccent), nil, 0
	}
	t.ground.dress(fill, edge, width, 4)
	t.mark.Hidden = state == Off
	icon := iconTick
	if state == Partly {
		icon = iconPartly
	}
	setImage(t.mark, icon.In(ink))
}

func (t *tickBox) put(at fyne.Position) {
	t.ring.put(at, fyne.NewSquareSize(checkSide))
	t.ground.put(at, fyne.NewSquareSize(checkSide))
	t.mark.Move(at.AddXY(2, 2))
	t.mark.Resize(fyne.NewSquareSize(checkSide - 4))
}

func (t *tickBox) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{&t.ring.Rectangle, &t.ground.Rectangle, t.mark}
}

func tickOf(on bool) TickState {
	if on {
		return On
	}
	return Off
}
