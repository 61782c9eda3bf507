package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Chips is an entry that holds what was chosen with it, such as the roles of a user: the
// chosen ones in the frame of the entry, which grows by lines, and behind them the place
// to type the next.
type Chips struct {
	base
	// Entry is where the next is typed.
	Entry *Entry
	chips []fyne.CanvasObject
	more  *Button
	width float32
	wrong bool
	paint func()
}

const (
	chipHeight = 28
	chipGap    = 4
	chipInset  = 3
	chipTyping = 110 // the least room to type in
)

// NewChips is empty and takes this width; more stands at its end.
func NewChips(width float32, hint string, more *Button) *Chips {
	c := &Chips{Entry: NewEntry(hint), more: more, width: width}
	c.Entry.frameless = func() {
		if c.paint != nil {
			c.paint()
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetChips replaces the chosen ones.
func (c *Chips) SetChips(chips []fyne.CanvasObject) {
	c.chips = chips
	c.Refresh()
}

// SetWrong draws the edge in the colour of problems, or not.
func (c *Chips) SetWrong(wrong bool) {
	c.wrong = wrong
	c.Refresh()
}

// Chip is one chosen thing with a cross that takes it out; tip says what the cross does.
func Chip(text, tip string, most float32, out func()) fyne.CanvasObject {
	cross := NewIconButton(Quiet, IconClose, "", out).Sized(Small)
	cross.Tip = tip
	words := NewText(CaptionText, text)
	if words.MinSize().Width > most {
		words.CutBelow(most)
	}
	chip := NewPanel(Inset(0, 0, 0, 9, HStack(4, words, cross)))
	chip.Inside = 0
	return chip
}

// spots lays out chips and entry, line by line, and tells how many lines there are.
func (c *Chips) spots(width float32) (at []fyne.Position, entry fyne.Position, lines int) {
	room := width - 2*chipInset - chipHeight // without the button
	x, y := float32(chipInset), float32(chipInset)
	next := func(least float32) {
		if x > chipInset && x+least > chipInset+room {
			x, y = chipInset, y+chipHeight+chipGap
			lines++
		}
	}
	lines = 1
	for _, chip := range c.chips {
		least := chip.MinSize().Width
		next(least)
		at = append(at, fyne.NewPos(x, y))
		x += least + chipGap
	}
	next(chipTyping)
	return at, fyne.NewPos(x, y), lines
}

// CreateRenderer is called by Fyne.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	ground := &plate{}
	l := &look{}
	l.min = func() fyne.Size {
		_, _, lines := c.spots(c.width)
		return fyne.NewSize(c.width, float32(lines)*(chipHeight+chipGap)-chipGap+2*chipInset)
	}
	l.refresh = func() {
		edge, width := c.color(ColorInputEdge), float32(1)
		switch {
		case c.wrong:
			edge, width = c.color(KindProblem.Color()), 2
		case c.Entry.ringed:
			edge, width = c.color(ColorAccent), 2
		}
		ground.dress(c.color(theme.ColorNameInputBackground), edge, width, c.size(theme.SizeNameInputRadius))
	}
	c.paint = func() {
		l.refresh()
		ground.Refresh()
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		at, entry, _ := c.spots(size.Width)
		l.objects = []fyne.CanvasObject{&ground.Rectangle}
		for i, chip := range c.chips {
			chip.Move(at[i])
			chip.Resize(fyne.NewSize(chip.MinSize().Width, chipHeight))
			l.objects = append(l.objects, chip)
		}
		end := size.Width - chipInset - chipHeight
		c.Entry.Move(entry)
		c.Entry.Resize(fyne.NewSize(end-entry.X, chipHeight))
		c.more.Move(fyne.NewPos(end, entry.Y))
		c.more.Resize(fyne.NewSquareSize(chipHeight))
		l.objects = append(l.objects, c.Entry, c.more)
	}
	return newLook(c, l)
}
