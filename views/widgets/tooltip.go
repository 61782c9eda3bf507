package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"headcount.app/headcount/views/task"
)

// hoverDelay is how long the pointer rests before a tooltip is shown.
const hoverDelay = 600 * time.Millisecond

// Tips is the layer on which tooltips are drawn. The shell puts one as the last object
// of the stack that is its window's content; dialogs bring their own. It is no overlay
// of the canvas, because those take the keyboard away from what is below.
type Tips struct {
	base
	words *Paragraph
	text  string
	at    fyne.Position
	// cleared counts how often everything was taken away.
	cleared int
}

// NewTips is an empty layer that lets every click through.
func NewTips() *Tips {
	t := &Tips{words: NewParagraph(CaptionText.In(ColorSurface), "")}
	t.ExtendBaseWidget(t)
	return t
}

// Clear takes away the tooltip, and those that are being waited for: what the pointer
// was over is no longer in front.
func (t *Tips) Clear() {
	t.cleared++
	t.show("", fyne.Position{})
}

// Shown is the tooltip's text, empty if there is none.
func (t *Tips) Shown() string { return t.text }

func (t *Tips) show(text string, at fyne.Position) {
	t.text, t.at = text, at
	t.Refresh()
}

// tipWidth is how wide a tooltip gets before it goes on below.
const tipWidth = 480

// CreateRenderer is called by Fyne.
func (t *Tips) CreateRenderer() fyne.WidgetRenderer {
	ground := &plate{}
	l := &look{}
	l.min = func() fyne.Size { return fyne.Size{} }
	l.refresh = func() {
		ground.dress(t.color(ColorText), nil, 0, 7)
		t.words.SetText(t.text)
	}
	l.layout = func(size fyne.Size) {
		l.objects = nil
		if t.text == "" {
			return
		}
		width := min(tipWidth, size.Width-40, measure(&t.base, CaptionText, []Span{Plain(t.text)}).Width+1)
		words := fyne.NewSize(width, t.words.HeightFor(width))
		box := words.AddWidthHeight(20, 12)
		pos := fyne.NewPos(min(t.at.X, size.Width-box.Width-8), t.at.Y+20)
		if pos.Y+box.Height > size.Height-8 {
			pos.Y = t.at.Y - box.Height - 8
		}
		ground.put(pos, box)
		t.words.Resize(words)
		t.words.Move(pos.AddXY(10, 6))
		l.objects = []fyne.CanvasObject{&ground.Rectangle, t.words}
	}
	return newLook(t, l)
}

// tipsOn finds the layer of what is in front on a canvas.
func tipsOn(c fyne.Canvas) *Tips {
	if c == nil {
		return nil
	}
	if top := c.Overlays().Top(); top != nil {
		if o, ok := top.(*overlay); ok {
			return o.tips
		}
		return nil
	}
	stack, ok := c.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	for _, o := range stack.Objects {
		if t, ok := o.(*Tips); ok {
			return t
		}
	}
	return nil
}

// tip is one widget's wish to show the whole of a text that was cut.
type tip struct {
	stop func()
	on   *Tips
}

// soon shows words below a place if the pointer stays.
func (t *tip) soon(owner fyne.CanvasObject, words string, at fyne.Position) {
	t.gone()
	on := tipsOn(canvasOf(owner))
	if on == nil {
		return
	}
	cleared := on.cleared
	t.stop = task.After(hoverDelay, func() {
		if on.cleared == cleared {
			t.on = on
			on.show(words, at)
		}
	})
}

// gone takes the tooltip away, or the wish for one.
func (t *tip) gone() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	if t.on != nil {
		t.on.show("", fyne.Position{})
		t.on = nil
	}
}

// overlay is what dialogs and menus stand in: all of the window, in front of everything.
type overlay struct {
	base
	scrim   *canvas.Rectangle
	content fyne.CanvasObject
	tips    *Tips
	// place puts the content into a window of this size.
	place func(fyne.Size)
	// outside is called for a click beside the content; nil swallows it.
	outside func()
	// beside is told where the pointer is while it is not over the content; may be nil.
	beside func(fyne.Position)
}

func newOverlay(content fyne.CanvasObject, dim bool) *overlay {
	o := &overlay{content: content, tips: NewTips(), scrim: &canvas.Rectangle{}}
	o.scrim.Hidden = !dim
	o.ExtendBaseWidget(o)
	return o
}

// Tapped is called for a click beside the content.
func (o *overlay) Tapped(*fyne.PointEvent) { o.leave() }

// TappedSecondary is called for a right click beside the content.
func (o *overlay) TappedSecondary(*fyne.PointEvent) { o.leave() }

// MouseIn is called by the driver.
func (o *overlay) MouseIn(e *desktop.MouseEvent) { o.MouseMoved(e) }

// MouseMoved tells where the pointer is beside the content.
func (o *overlay) MouseMoved(e *desktop.MouseEvent) {
	if o.beside != nil {
		o.beside(e.AbsolutePosition)
	}
}

// MouseOut is called by the driver.
func (o *overlay) MouseOut() {}

func (o *overlay) leave() {
	if o.outside != nil {
		o.outside()
	}
}

// CreateRenderer is called by Fyne.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{o.scrim, o.content, o.tips}}
	l.min = func() fyne.Size { return fyne.Size{} }
	l.refresh = func() { o.scrim.FillColor = o.color(ColorShadow) }
	l.layout = func(size fyne.Size) {
		o.scrim.Resize(size)
		o.tips.Resize(size)
		o.place(size)
	}
	return newLook(o, l)
}
