package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"headcount.app/headcount/views/task"
)

// statusStays is how long a status line is there; one with several ways on, of which one
// has to be chosen, stays longer.
const statusStays, statusWaits = 6 * time.Second, 60 * time.Second

// StatusLine says at the bottom of the content that something was done, for some
// seconds and as long as the pointer is on it. It never takes the keys. The shell puts it
// into the stack of its content, below Tips.
type StatusLine struct {
	base
	bar   *statusBar
	stays time.Duration
	stop  func()
}

// Way is something that a status line offers to do.
type Way struct {
	Text string
	Do   func()
}

// NewStatusLine says nothing.
func NewStatusLine() *StatusLine {
	s := &StatusLine{}
	s.bar = newStatusBar(s)
	s.bar.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// Say shows words and up to two ways on, as to take the thing back; going one of them
// takes the line away.
func (s *StatusLine) Say(words string, ways ...Way) { s.show(IconApplied, words, ways) }

// Warn shows what went wrong of itself, with a way to hear more.
func (s *StatusLine) Warn(words string, ways ...Way) { s.show(IconWarning, words, ways) }

func (s *StatusLine) show(icon Icon, words string, ways []Way) {
	s.bar.icon.Set(icon, ColorSurface)
	s.bar.text.SetText(words)
	for i, link := range s.bar.ways {
		link.Hidden = i >= len(ways)
		if link.Hidden {
			continue
		}
		link.Text = ways[i].Text
		link.OnTapped = func() {
			s.Clear()
			ways[i].Do()
		}
	}
	s.stays = statusStays
	if len(ways) > 1 || icon == IconWarning {
		s.stays = statusWaits
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

// Ways are what the line offers, none if it is not there.
func (s *StatusLine) Ways() []*Link {
	var shown []*Link
	for _, link := range s.bar.ways {
		if s.bar.Visible() && link.Visible() {
			shown = append(shown, link)
		}
	}
	return shown
}

// ClearTip sets what the cross is called.
func (s *StatusLine) ClearTip(words string) { s.bar.cross.Tip = words }

func (s *StatusLine) wait() {
	s.hold()
	s.stop = task.After(s.stays, s.Clear)
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
	icon   *IconView
	text   *Text
	ways   [2]*Link
	cross  *Button
	inside *fyne.Container
}

func newStatusBar(line *StatusLine) *statusBar {
	b := &statusBar{line: line, text: NewText(Body.In(ColorSurface), "").CutBelow(60), icon: NewIconView(IconApplied, ColorSurface, 18)}
	for i := range b.ways {
		b.ways[i] = NewLink("", nil)
		b.ways[i].Style = BodyBold.In(ColorAccentEdge)
	}
	b.cross = NewIconButton(Quiet, IconClose, "", line.Clear).Sized(Small)
	b.cross.Ink = ColorSurface
	b.inside = Inset(0, 8, 0, 14, HStack(12, b.icon, b.text, b.ways[0], b.ways[1], b.cross))
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
		for _, link := range b.ways {
			link.Refresh()
		}
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		b.inside.Resize(size)
	}
	return newLook(b, l)
}
