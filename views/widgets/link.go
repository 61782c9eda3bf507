package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Link is words that lead somewhere, in the accent and without an edge.
type Link struct {
	control
	Text     string
	Icon     Icon
	Style    Style
	OnTapped func()
}

// NewLink is a link in the size of captions; set Style for another.
func NewLink(text string, tapped func()) *Link { return NewIconLink("", text, tapped) }

// NewIconLink is a link with an icon before its words.
func NewIconLink(icon Icon, text string, tapped func()) *Link {
	k := &Link{Text: text, Icon: icon, Style: CaptionText.In(ColorAccent), OnTapped: tapped}
	k.extend(k, func() {
		if k.OnTapped != nil {
			k.OnTapped()
		}
	})
	return k
}

// SetText replaces the words.
func (k *Link) SetText(text string) {
	k.Text = text
	k.Refresh()
}

// Cursor is the hand.
func (k *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel is the words.
func (k *Link) AccessibilityLabel() string { return k.Text }

// AccessibilityRole says that this is a link.
func (k *Link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// CreateRenderer is called by Fyne.
func (k *Link) CreateRenderer() fyne.WidgetRenderer {
	ring, line, words := &halo{}, &canvas.Rectangle{}, &strip{}
	style := func() Style {
		if k.disabled {
			return k.Style.In(ColorDisabled)
		}
		return k.Style
	}
	spans := func() []Span { return []Span{{Text: k.Text, Icon: k.Icon}} }
	l := &look{}
	l.min = func() fyne.Size {
		size := measure(&k.base, k.Style, spans())
		return size.AddWidthHeight(0, 4)
	}
	l.refresh = func() {
		ring.show(&k.control, 3)
		line.FillColor = k.color(style().Color)
		line.Hidden = !k.hovered || k.disabled
	}
	l.layout = func(size fyne.Size) {
		words.set(&k.base, style(), spans(), size.Width)
		top := (size.Height - words.height) / 2
		words.move(fyne.NewPos(0, top))
		ring.put(fyne.NewPos(0, top), fyne.NewSize(words.width, words.height))
		line.Move(fyne.NewPos(0, top+words.height-1))
		line.Resize(fyne.NewSize(words.width, 1))
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, line}, words.objects()...)
	}
	return newLook(k, l)
}
