package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"headcount/views/task"
)

// statusStays is how long a status line is there.
const statusStays = 6 * time.Second

// StatusLine says at the bottom of the content that something was done, for six
// seconds and as long as the pointer is on it. It never tells of errors. The shell puts
// it into the stack of its content, below Tips.
type StatusLine struct {
	base
	bar  *statusBar
	stop func()
}

// NewStatusLine says nothing.
func NewStatusLine() *StatusLine {
	s := &StatusLine{}
	s.bar = newStatusBar(s)
	s.bar.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// Say shows words and, if it has words too, a way to take the thing back; doing so
// takes the line away.
func (s *StatusLine) Say(words, action string, do func()) {
	s.bar.text.SetText(words)
	s.bar.action.Text = action
	s.bar.action.Hidden = action == ""
	s.bar.action.OnTapped = func() {
		s.Clear()
		if do != nil {
			do()
		}
	}
	s.bar.Show()
	s.Refresh()
	s.wait()
}

// Clear takes the line away.
func (s *StatusLine) Clear() {
	s.hold()
	s.bar.Hide()
	s.Refresh()
}

// Words is what the line says, "" if it is not there.
func (s *StatusLine) Words() string {
	if !s.bar.Visible() {
		return ""
	}
	return s.bar.text.Words()
}

// Act does what the line offers, as its shortcut does; without an offer it does
// nothing.
func (s *StatusLine) Act() {
	if s.bar.Visible() && s.bar.action.Visible() {
		s.bar.action.press()
	}
}

// ClearTip sets what the cross is called.
func (s *StatusLine) ClearTip(words string) { s.bar.cross.Tip = words }

func (s *StatusLine) wait() {
	s.hold()
	s.stop = task.After(statusStays, s.Clear)
}

func (s *StatusLine) hold() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

// CreateRenderer is called by Fyne.
func (s *StatusLine) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{s.bar}}
	l.min = func() fyne.Size { return fyne.Size{} }
	l.refresh = func() { s.bar.Refresh() }
	l.layout = func(size fyne.Size) {
		bar := s.bar.MinSize()
		bar.Width = min(bar.Width, size.Width-32)
		s.bar.Move(fyne.NewPos((size.Width-bar.Width)/2, size.Height-16-bar.Height))
		s.bar.Resize(bar)
	}
	return newLook(s, l)
}

// statusBar is the visible part, which feels the pointer.
type statusBar struct {
	base
	line   *StatusLine
	text   *Text
	action *Link
	cross  *Button
	inside *fyne.Container
}

func newStatusBar(line *StatusLine) *statusBar {
	b := &statusBar{line: line, text: NewText(Body.In(ColorSurface), "").CutBelow(60), action: NewLink("", nil)}
	b.action.Style = BodyBold.In(ColorAccentEdge)
	b.cross = NewIconButton(Quiet, IconClose, "", line.Clear).Sized(Small)
	b.cross.Ink = ColorSurface
	b.inside = Inset(0, 8, 0, 14, HStack(12, NewIconView(IconApplied, ColorSurface, 18), b.text, b.action, b.cross))
	b.ExtendBaseWidget(b)
	return b
}

// MouseIn keeps the line.
func (b *statusBar) MouseIn(*desktop.MouseEvent) { b.line.hold() }

// MouseMoved is called by the driver.
func (b *statusBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets it go again.
func (b *statusBar) MouseOut() {
	if b.Visible() {
		b.line.wait()
	}
}

// CreateRenderer is called by Fyne.
func (b *statusBar) CreateRenderer() fyne.WidgetRenderer {
	ground := &plate{}
	l := &look{objects: []fyne.CanvasObject{&ground.Rectangle, b.inside}}
	l.min = func() fyne.Size {
		uncut := b.text.natural() - b.text.MinSize().Width
		return fyne.NewSize(b.inside.MinSize().Width+uncut, 42)
	}
	l.refresh = func() {
		ground.dress(b.color(ColorText), nil, 0, 9)
		ground.Shadow = shadowOf(&b.base)
		b.action.Refresh()
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		b.inside.Resize(size)
	}
	return newLook(b, l)
}
