package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// NavItem is one place of the sidebar, 36 high: the chosen one stands on the surface
// with an accent icon. In a page list within a screen, OnTint puts it on the accent tint.
type NavItem struct {
	control
	Icon     Icon
	Text     string
	OnTapped func()
	OnTint   bool
	chosen   bool
	// Before and After are the neighbours that the arrow keys move to.
	Before, After *NavItem
}

// NewNavItem is a place that is not chosen.
func NewNavItem(icon Icon, text string, tapped func()) *NavItem {
	n := &NavItem{Icon: icon, Text: text, OnTapped: tapped}
	n.extend(n, func() {
		if n.OnTapped != nil {
			n.OnTapped()
		}
	})
	return n
}

// NavColumn puts places below each other and lets the arrow keys move between them.
func NavColumn(items ...*NavItem) *fyne.Container {
	objects := make([]fyne.CanvasObject, len(items))
	for i, item := range items {
		objects[i] = item
		if i > 0 {
			item.Before, items[i-1].After = items[i-1], item
		}
	}
	return VStack(2, objects...)
}

// SetChosen shows where one is.
func (n *NavItem) SetChosen(chosen bool) {
	if n.chosen != chosen {
		n.chosen = chosen
		n.Refresh()
	}
}

// Chosen reports whether this is where one is.
func (n *NavItem) Chosen() bool { return n.chosen }

// SetText replaces the words.
func (n *NavItem) SetText(text string) {
	n.Text = text
	n.Refresh()
}

// TypedKey moves to the neighbours with the arrows and opens with Enter.
func (n *NavItem) TypedKey(key *fyne.KeyEvent) {
	next := map[fyne.KeyName]*NavItem{fyne.KeyUp: n.Before, fyne.KeyDown: n.After}[key.Name]
	if next == nil {
		n.control.TypedKey(key)
		return
	}
	if c := canvasOf(n); c != nil {
		c.Focus(next)
	}
}

// AccessibilityLabel is the words.
func (n *NavItem) AccessibilityLabel() string { return n.Text }

// AccessibilityRole says that this is a link.
func (n *NavItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// CreateRenderer is called by Fyne.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, icon, words := &plate{}, &halo{}, newImage(), &strip{}
	style := func() Style {
		s := Body
		if n.chosen && n.OnTint {
			s = BodyBold.In(ColorAccent)
		}
		return s
	}
	l := &look{}
	l.min = func() fyne.Size {
		width := 20 + measure(&n.base, BodyBold, []Span{{Text: n.Text}}).Width
		if n.Icon != "" {
			width += 28
		}
		return fyne.NewSize(width, 36)
	}
	l.refresh = func() {
		ink := n.paint(ground)
		ring.show(&n.control, n.size(theme.SizeNameButtonRadius))
		setImage(icon, n.Icon.In(n.color(ink)))
		icon.Hidden = n.Icon == ""
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		ring.put(fyne.Position{}, size)
		icon.Move(fyne.NewPos(10, (size.Height-18)/2))
		icon.Resize(fyne.NewSquareSize(18))
		left := float32(12)
		if n.Icon != "" {
			left = 38
		}
		words.set(&n.base, style(), []Span{{Text: n.Text}}, size.Width-left-8)
		words.move(fyne.NewPos(left, (size.Height-words.height)/2))
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle, icon}, words.objects()...)
	}
	return newLook(n, l)
}

// paint dresses the ground and tells the colour of the icon.
func (n *NavItem) paint(ground *plate) (ink fyne.ThemeColorName) {
	fill, edge, stroke := n.color(ColorHover), color.Color(nil), float32(0)
	ink = ColorMuted
	switch {
	case n.chosen && n.OnTint:
		fill, ink = n.color(ColorSelection), ColorAccent
	case n.chosen:
		fill, edge, stroke, ink = n.color(ColorSurface), n.color(ColorLine), 1, ColorAccent
	case n.pressed:
		fill = n.color(ColorPressed)
	case !n.hovered:
		fill = color.Transparent
	}
	ground.dress(fill, edge, stroke, n.size(theme.SizeNameButtonRadius))
	return ink
}
