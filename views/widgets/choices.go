package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Choice is one answer of a Choices.
type Choice struct{ ID, Title, Caption string }

// Choices asks for one of a few answers, each a card with a ring to choose it. It is one
// stop of the Tab key; the arrows move.
type Choices struct {
	control
	Choices   []Choice
	OnChanged func(id string)
	// Stacked puts the cards below each other instead of beside.
	Stacked bool
	// Name is what a screen reader says before the choice.
	Name   string
	chosen string
}

// NewChoices shows the choices with one of them chosen.
func NewChoices(choices []Choice, chosen string, changed func(id string)) *Choices {
	c := &Choices{Choices: choices, chosen: chosen, OnChanged: changed}
	c.extend(c, nil)
	return c
}

// Chosen is the ID of the chosen answer.
func (c *Choices) Chosen() string { return c.chosen }

// Choose shows an answer as chosen without calling OnChanged.
func (c *Choices) Choose(id string) {
	c.chosen = id
	c.Refresh()
}

// Tapped chooses the card under the pointer.
func (c *Choices) Tapped(e *fyne.PointEvent) {
	if c.disabled {
		return
	}
	c.grab()
	for i := range c.Choices {
		pos, size := c.card(i, c.Size())
		if e.Position.X >= pos.X && e.Position.X < pos.X+size.Width && e.Position.Y >= pos.Y && e.Position.Y < pos.Y+size.Height {
			c.pick(i)
		}
	}
}

// TypedKey moves with the arrows.
func (c *Choices) TypedKey(key *fyne.KeyEvent) {
	c.ring()
	switch key.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		c.pick(max(0, c.index()-1))
	case fyne.KeyRight, fyne.KeyDown:
		c.pick(min(len(c.Choices)-1, c.index()+1))
	case fyne.KeySpace:
	default:
		pass(c, key)
	}
}

func (c *Choices) index() int {
	for i, choice := range c.Choices {
		if choice.ID == c.chosen {
			return i
		}
	}
	return -1
}

func (c *Choices) pick(i int) {
	if i < 0 || c.disabled || c.Choices[i].ID == c.chosen {
		return
	}
	c.Choose(c.Choices[i].ID)
	if c.OnChanged != nil {
		c.OnChanged(c.chosen)
	}
}

// card is where a card stands in a widget of this size.
func (c *Choices) card(i int, size fyne.Size) (fyne.Position, fyne.Size) {
	n := float32(len(c.Choices))
	if c.Stacked {
		height := (size.Height - 8*(n-1)) / n
		return fyne.NewPos(0, float32(i)*(height+8)), fyne.NewSize(size.Width, height)
	}
	width := (size.Width - 12*(n-1)) / n
	return fyne.NewPos(float32(i)*(width+12), 0), fyne.NewSize(width, size.Height)
}

// HeightFor is how high the cards are at this width.
func (c *Choices) HeightFor(width float32) float32 {
	n := float32(max(1, len(c.Choices)))
	each, tallest := width, float32(0)
	if !c.Stacked {
		each = (width - 12*(n-1)) / n
	}
	for _, choice := range c.Choices {
		lines := wrap(&c.base, Caption, []Span{Plain(choice.Caption)}, each-58)
		rows := float32(len(lines))
		if choice.Caption == "" {
			rows = 0
		}
		tallest = max(tallest, 24+lineHeight(&c.base, BodyBold)+rows*captionHeight(&c.base))
	}
	if c.Stacked {
		return tallest*n + 8*(n-1)
	}
	return tallest
}

// CreateRenderer is called by Fyne.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	l := &look{}
	l.min = func() fyne.Size {
		n := float32(max(1, len(c.Choices)))
		least := 180*n + 12*(n-1)
		if c.Stacked {
			least = 180
		}
		return fyne.NewSize(least, c.HeightFor(max(least, c.Size().Width)))
	}
	l.refresh = func() {}
	l.layout = func(size fyne.Size) {
		l.objects = nil
		for i := range c.Choices {
			l.objects = append(l.objects, c.draw(i, size)...)
		}
	}
	return newLook(c, l)
}

func (c *Choices) draw(i int, all fyne.Size) []fyne.CanvasObject {
	choice, chosen := c.Choices[i], c.Choices[i].ID == c.chosen
	pos, size := c.card(i, all)
	ground, ring, circle, dot, title := &plate{}, &halo{}, &canvas.Circle{}, &canvas.Circle{}, &strip{}
	ground.dress(c.color(ColorSurface), c.color(ColorEdge), 1, c.size(theme.SizeNameCardRadius))
	circle.FillColor, circle.StrokeColor, circle.StrokeWidth = c.color(ColorSurface), c.color(ColorInputEdge), 1
	if chosen {
		ground.dress(c.color(ColorAccentTint), c.color(ColorAccent), 2, c.size(theme.SizeNameCardRadius))
		circle.FillColor, circle.StrokeWidth = c.color(ColorAccent), 0
	}
	ring.show(&c.control, c.size(theme.SizeNameCardRadius))
	ring.Hidden = ring.Hidden || !chosen
	ground.put(pos, size)
	ring.put(pos, size)
	title.set(&c.base, BodyBold, []Span{{Text: choice.Title}}, size.Width-58)
	title.move(pos.AddXY(44, 12))
	circle.Move(pos.AddXY(15, 12+(title.height-17)/2))
	circle.Resize(fyne.NewSquareSize(17))
	dot.FillColor = c.color(ColorOnAccent)
	dot.Hidden = !chosen
	dot.Move(pos.AddXY(20, 12+(title.height-7)/2))
	dot.Resize(fyne.NewSquareSize(7))
	objects := append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle, circle, dot}, title.objects()...)
	if choice.Caption == "" {
		return objects
	}
	for n, line := range wrap(&c.base, Caption, []Span{Plain(choice.Caption)}, size.Width-58) {
		s := &strip{}
		s.set(&c.base, Caption, line, -1)
		s.move(pos.AddXY(44, 12+title.height+float32(n)*s.height))
		objects = append(objects, s.objects()...)
	}
	return objects
}
