package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// control is what everything that can be pressed shares: hover, focus, the ring that
// shows for keyboard focus only, pressed and disabled.
type control struct {
	base
	self     fyne.Focusable
	act      func()
	focused  bool
	ringed   bool
	byMouse  bool
	hovered  bool
	pressed  bool
	disabled bool
	entered  func()
}

// OnEntered calls f when the widget gets the focus, so that what scrolls can show it.
func (c *control) OnEntered(f func()) { c.entered = f }

// extend makes self the widget and act what pressing it does.
func (c *control) extend(self fyne.Focusable, act func()) {
	c.self, c.act = self, act
	c.ExtendBaseWidget(self.(fyne.Widget))
}

// FocusGained is called by the canvas.
func (c *control) FocusGained() {
	c.focused, c.ringed = true, !c.byMouse
	c.Refresh()
	if c.entered != nil {
		c.entered()
	}
}

// FocusLost is called by the canvas.
func (c *control) FocusLost() {
	c.focused, c.ringed = false, false
	c.Refresh()
}

// Focused reports whether keys go to this widget.
func (c *control) Focused() bool { return c.focused }

// TypedRune is called by the canvas.
func (c *control) TypedRune(rune) {}

// TypedKey presses with Enter and Space and leaves other keys to the canvas.
func (c *control) TypedKey(key *fyne.KeyEvent) {
	c.ring()
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.press()
	default:
		pass(c.self.(fyne.CanvasObject), key)
	}
}

// ring shows the ring once a key is used, even if the mouse brought the focus.
func (c *control) ring() {
	if !c.ringed {
		c.ringed = true
		c.Refresh()
	}
}

func (c *control) press() {
	if !c.disabled && c.act != nil {
		c.act()
	}
}

// Tapped presses and takes the focus, without the ring.
func (c *control) Tapped(e *fyne.PointEvent) {
	if c.disabled || !heard(c.self.(fyne.CanvasObject), e) {
		return
	}
	c.grab()
	c.press()
}

// grab takes the focus as after a click.
func (c *control) grab() {
	if on := canvasOf(c.self.(fyne.CanvasObject)); on != nil {
		c.byMouse = true
		on.Focus(c.self)
		c.byMouse = false
	}
	if c.ringed {
		c.ringed = false
		c.Refresh()
	}
}

// MouseIn is called by the driver.
func (c *control) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
}

// MouseMoved is called by the driver.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by the driver.
func (c *control) MouseOut() {
	c.hovered, c.pressed = false, false
	c.Refresh()
}

// MouseDown is called by the driver.
func (c *control) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		c.pressed = true
		c.Refresh()
	}
}

// MouseUp is called by the driver.
func (c *control) MouseUp(*desktop.MouseEvent) {
	c.pressed = false
	c.Refresh()
}

// Disable greys the widget out; it keeps its size and leaves the order of focus.
func (c *control) Disable() { c.able(true) }

// Enable undoes Disable.
func (c *control) Enable() { c.able(false) }

// Disabled reports whether the widget is greyed out.
func (c *control) Disabled() bool { return c.disabled }

func (c *control) able(disabled bool) {
	if c.disabled != disabled {
		c.disabled = disabled
		c.Refresh()
	}
}

// veil is what lies over the ground for hover and pressed.
func (c *control) veil(ground color.Color) color.Color {
	switch {
	case c.disabled:
		return ground
	case c.pressed:
		return shade(ground, c.color(ColorPressed))
	case c.hovered:
		return shade(ground, c.color(ColorHover))
	}
	return ground
}

// halo is the ring of a control, two outside its shape.
type halo struct{ canvas.Rectangle }

// show paints the ring, or nothing.
func (h *halo) show(c *control, radius float32) {
	h.Hidden = !c.ringed || c.disabled
	h.StrokeColor, h.StrokeWidth = c.color(ColorAccent), 2
	h.FillColor = nearlyNone(h.StrokeColor)
	h.CornerRadius = radius + 4
}

// put places the ring around a shape.
func (h *halo) put(pos fyne.Position, size fyne.Size) {
	h.Move(pos.AddXY(-4, -4))
	h.Resize(size.AddWidthHeight(8, 8))
}
