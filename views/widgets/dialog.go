package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The two widths of dialogs.
const (
	QuestionWidth float32 = 480
	FormWidth     float32 = 660
)

// Dialog stands in front of everything: a head, a middle that scrolls, and a foot with
// buttons at the right. Escape cancels, Enter is the default button, Tab stays inside,
// and the focus goes back where it was.
type Dialog struct {
	Title string
	// Caption stands below the title, in muted; "" leaves it out.
	Caption string
	// Before stands before the title, such as an Avatar; it may be nil.
	Before fyne.CanvasObject
	// Content is the middle.
	Content fyne.CanvasObject
	// Note stands at the left of the foot; it may be nil.
	Note fyne.CanvasObject
	// Width is QuestionWidth unless set.
	Width float32
	// Cancel is the words of the button that does nothing; "" leaves it out, and then
	// Escape is the default button.
	Cancel string
	// OnCancel is called by Cancel, Escape and the cross, after the dialog has gone.
	OnCancel func()
	// Default is the button that Enter presses, at the right end; it may be nil. It does
	// not close the dialog by itself: a form stays open while something is wrong.
	Default *Button
	// Others stand before Cancel.
	Others []*Button
	// First is what has the focus at the beginning; without it the first that can, in
	// the content, then Cancel for a dangerous default and the default otherwise.
	First fyne.Focusable

	on     fyne.Canvas
	card   *dialogCard
	remove func()
	heed   func(*fyne.KeyEvent)
	cancel *Button
}

// Show puts the dialog up on a canvas.
func (d *Dialog) Show(on fyne.Canvas) {
	if d.remove != nil {
		return
	}
	d.on = on
	d.card = newDialogCard(d)
	o := newOverlay(d.card, true)
	o.place = func(window fyne.Size) {
		size := d.card.fitting(window)
		d.card.Move(fyne.NewPos((window.Width-size.Width)/2, (window.Height-size.Height)/2))
		d.card.Resize(size)
	}
	d.remove = present(on, o)
	d.heed = on.OnTypedKey()
	on.SetOnTypedKey(d.typed)
	if d.First != nil {
		on.Focus(d.First)
		return
	}
	d.card.focusFirst(on)
}

// Shown reports whether the dialog is up.
func (d *Dialog) Shown() bool { return d.remove != nil }

// Hide takes the dialog away without calling OnCancel.
func (d *Dialog) Hide() {
	if d.remove == nil {
		return
	}
	d.on.SetOnTypedKey(d.heed)
	d.remove()
	d.remove = nil
}

// Refresh lays the dialog out anew after its content has changed its size.
func (d *Dialog) Refresh() {
	if d.remove != nil {
		d.card.Refresh()
		d.on.Overlays().Top().Refresh()
	}
}

func (d *Dialog) typed(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		d.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.Default != nil {
			d.Default.Press()
		}
	}
}

func (d *Dialog) escape() {
	if d.Cancel == "" && d.Default != nil {
		d.Default.Press()
		return
	}
	d.Hide()
	if d.OnCancel != nil {
		d.OnCancel()
	}
}

// dialogCard is the visible part of a Dialog.
type dialogCard struct {
	base
	d       *Dialog
	title   *Text
	head    fyne.CanvasObject
	body    *Scroll
	content fyne.CanvasObject
	foot    fyne.CanvasObject
	cross   *Button
}

func newDialogCard(d *Dialog) *dialogCard {
	c := &dialogCard{d: d, title: NewText(PageTitle, d.Title).CutBelow(100)}
	c.cross = NewIconButton(Quiet, IconClose, "", d.escape)
	c.cross.Tip = d.Cancel
	if d.Cancel == "" && d.Default != nil {
		c.cross.Tip = d.Default.Text
	}
	words := VStack(0, c.title)
	if d.Caption != "" {
		words.Add(NewText(Caption, d.Caption).CutBelow(100))
	}
	row := []fyne.CanvasObject{Grow(100, words), c.cross}
	if d.Before != nil {
		row = append([]fyne.CanvasObject{d.Before}, row...)
	}
	c.head = Inset(18, 16, 14, 24, HStack(12, row...))
	c.content = Inset(16, 24, 20, 24, d.Content)
	c.body = NewScroll(c.content)
	var buttons []fyne.CanvasObject
	if d.Note != nil {
		buttons = append(buttons, d.Note)
	}
	buttons = append(buttons, Spacer())
	for _, b := range d.Others {
		buttons = append(buttons, b)
	}
	if d.Cancel != "" {
		d.cancel = NewButton(Secondary, d.Cancel, d.escape)
		buttons = append(buttons, d.cancel)
	}
	if d.Default != nil {
		buttons = append(buttons, d.Default)
	}
	c.foot = Inset(14, 24, 14, 24, HStack(8, buttons...))
	c.ExtendBaseWidget(c)
	return c
}

func (c *dialogCard) width(window fyne.Size) float32 {
	width := c.d.Width
	if width == 0 {
		width = QuestionWidth
	}
	return min(width, window.Width-48)
}

// fitting is the card's size in a window.
func (c *dialogCard) fitting(window fyne.Size) fyne.Size {
	width := c.width(window)
	height := c.head.MinSize().Height + c.foot.MinSize().Height + heightAt(c.content, width) + 2
	return fyne.NewSize(width, min(height, window.Height-48))
}

// focusFirst gives the keys to the first field, or to the button that is safest.
func (c *dialogCard) focusFirst(on fyne.Canvas) {
	on.Unfocus()
	on.FocusNext() // the middle comes first in the order of objects
	d := c.d
	first := on.Focused()
	if first != nil && first != c.cross && !c.isButton(first) {
		return
	}
	harmful := d.Default != nil && (d.Default.Importance == Dangerous || d.Default.Importance == DangerousPrimary)
	switch {
	case d.cancel != nil && (d.Default == nil || harmful):
		on.Focus(d.cancel)
	case d.Default != nil:
		on.Focus(d.Default)
	}
}

// isButton tells the buttons of the foot from fields.
func (c *dialogCard) isButton(f fyne.Focusable) bool {
	for _, b := range append(c.d.Others, c.d.cancel, c.d.Default) {
		if f == fyne.Focusable(b) {
			return true
		}
	}
	return false
}

// Tapped keeps clicks on the card from closing anything.
func (c *dialogCard) Tapped(*fyne.PointEvent) {}

// CreateRenderer is called by Fyne.
func (c *dialogCard) CreateRenderer() fyne.WidgetRenderer {
	ground, above, below := &plate{}, Line(), Line()
	l := &look{objects: []fyne.CanvasObject{&ground.Rectangle, c.body, c.head, c.foot, above, below}}
	l.min = func() fyne.Size { return fyne.NewSize(200, 120) }
	l.refresh = func() {
		c.title.SetText(c.d.Title)
		ground.dress(c.color(ColorSurface), nil, 0, c.size(theme.SizeNameDialogRadius))
		ground.Shadow = shadowOf(&c.base)
		scrolls := c.body.Size().Height < c.content.MinSize().Height-1
		above.(*block).Hidden = c.d.Width != FormWidth && !scrolls
		below.(*block).Hidden = above.(*block).Hidden
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		head, foot := c.head.MinSize().Height, c.foot.MinSize().Height
		c.head.Resize(fyne.NewSize(size.Width, head))
		c.foot.Move(fyne.NewPos(0, size.Height-foot))
		c.foot.Resize(fyne.NewSize(size.Width, foot))
		c.body.Move(fyne.NewPos(0, head))
		c.body.Resize(fyne.NewSize(size.Width, size.Height-head-foot))
		above.Move(fyne.NewPos(0, head-1))
		above.Resize(fyne.NewSize(size.Width, 1))
		below.Move(fyne.NewPos(0, size.Height-foot))
		below.Resize(fyne.NewSize(size.Width, 1))
	}
	return newLook(c, l)
}
