package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// Importance says how a button asks for attention. A screen has one Primary.
type Importance int

// The four kinds of buttons.
const (
	// Secondary has an edge.
	Secondary Importance = iota
	// Primary is solid; it is what Enter does in a dialog.
	Primary
	// Quiet is a word in the accent without an edge.
	Quiet
	// Dangerous has an edge and words in the colour of problems.
	Dangerous
	// DangerousPrimary is solid in the colour of problems: the verb of a dialog that
	// destroys.
	DangerousPrimary
)

// ButtonSize is one of three heights.
type ButtonSize int

// The three sizes: 34, 28 and 42 high.
const (
	Medium ButtonSize = iota
	Small
	Big
)

// Button has words, an icon, or both. Set its fields before it is shown; later changes
// need a Refresh, which SetText does.
type Button struct {
	control
	Text       string
	Icon       Icon
	Importance Importance
	Height     ButtonSize
	OnTapped   func()
	// Tip is shown when the pointer rests on the button; for a button without words it
	// is what a screen reader says.
	Tip string

	tip tip
	// Ink is the icon's colour while the button is enabled, if it is set.
	Ink fyne.ThemeColorName
}

// NewButton is a button with words.
func NewButton(importance Importance, text string, tapped func()) *Button {
	return NewIconButton(importance, "", text, tapped)
}

// NewIconButton is a button with an icon before its words, or alone if there are none.
func NewIconButton(importance Importance, icon Icon, text string, tapped func()) *Button {
	b := &Button{Text: text, Icon: icon, Importance: importance, OnTapped: tapped}
	b.extend(b, func() {
		if b.OnTapped != nil {
			b.OnTapped()
		}
	})
	return b
}

// Sized sets the height and returns the button.
func (b *Button) Sized(size ButtonSize) *Button {
	b.Height = size
	return b
}

// SetText replaces the words.
func (b *Button) SetText(text string) {
	b.Text = text
	b.Refresh()
}

// SetImportance changes how the button asks for attention.
func (b *Button) SetImportance(i Importance) {
	b.Importance = i
	b.Refresh()
}

// Press does what a click does, if the button is enabled.
func (b *Button) Press() { b.press() }

// AccessibilityLabel is the words, or the tip if there are none.
func (b *Button) AccessibilityLabel() string {
	if b.Text == "" {
		return b.Tip
	}
	return b.Text
}

// AccessibilityRole says that this is a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MouseIn is called by the driver.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.control.MouseIn(e)
	if b.Tip != "" {
		b.tip.soon(b, b.Tip, e.AbsolutePosition)
	}
}

// MouseOut is called by the driver.
func (b *Button) MouseOut() {
	b.control.MouseOut()
	b.tip.gone()
}

func (b *Button) style() Style {
	s := Body
	s.Bold = b.Importance == Primary || b.Importance == DangerousPrimary
	if b.Height == Small {
		s.Size = theme.SizeNameCaptionText
	}
	if b.Height == Big {
		s.Size = theme.SizeNameSubHeadingText
	}
	switch {
	case b.disabled:
		s.Color = ColorDisabled
	case b.Importance == Primary, b.Importance == DangerousPrimary:
		s.Color = ColorOnAccent
	case b.Importance == Quiet:
		s.Color = ColorAccent
	case b.Importance == Dangerous:
		s.Color = KindProblem.Color()
	}
	return s
}

func (b *Button) iconColor() fyne.ThemeColorName {
	if b.Ink != "" && !b.disabled {
		return b.Ink
	}
	quietCross := b.Importance == Quiet && b.Text == ""
	if (b.Importance == Secondary || quietCross) && !b.disabled {
		return ColorMuted
	}
	return b.style().Color
}

// ground is fill and edge.
func (b *Button) ground() (fill, edge color.Color) {
	switch b.Importance {
	case Primary, DangerousPrimary:
		name := ColorAccent
		if b.Importance == DangerousPrimary {
			name = KindProblem.Color()
		}
		fill = b.color(name)
		switch {
		case b.disabled:
			fill = b.color(ColorDisabledGround)
		case b.pressed:
			fill = darker(fill, .24)
		case b.hovered:
			fill = darker(fill, .12)
		}
		return fill, nil
	case Quiet:
		if b.disabled || !b.hovered {
			return color.Transparent, nil
		}
		return b.color(map[bool]fyne.ThemeColorName{false: ColorHover, true: ColorPressed}[b.pressed]), nil
	}
	edge = b.color(ColorEdge)
	if b.disabled {
		edge = b.color(ColorLine)
	}
	return b.veil(b.color(ColorSurface)), edge
}

func (b *Button) height() float32 {
	switch b.Height {
	case Small:
		return 28
	case Big:
		return 42
	}
	return 34
}

// CreateRenderer is called by Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, icon, words := &plate{}, &halo{}, newImage(), &strip{}
	l := &look{}
	l.min = func() fyne.Size {
		height := b.height()
		if b.Text == "" {
			return fyne.NewSize(height, height)
		}
		width := measure(&b.base, b.style(), []Span{{Text: b.Text}}).Width + b.margin()*2
		if b.Icon != "" {
			width += 24
		}
		return fyne.NewSize(width, height)
	}
	l.refresh = func() {
		fill, edge := b.ground()
		width := float32(0)
		if edge != nil {
			width = 1
		}
		ground.dress(fill, edge, width, b.size(theme.SizeNameButtonRadius))
		ring.show(&b.control, b.size(theme.SizeNameButtonRadius))
		setImage(icon, b.Icon.In(b.color(b.iconColor())))
		icon.Hidden = b.Icon == ""
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		ring.put(fyne.Position{}, size)
		b.lay(size, icon, words)
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle, icon}, words.objects()...)
	}
	return newLook(b, l)
}

func (b *Button) margin() float32 {
	if b.Height == Small {
		return 11
	}
	return 14
}

// lay centres the icon and the words, which are cut rather than leave the button.
func (b *Button) lay(size fyne.Size, icon *canvas.Image, words *strip) {
	side := float32(16)
	if b.Text == "" {
		side = 18
	}
	icon.Resize(fyne.NewSquareSize(side))
	before := float32(0)
	if b.Icon != "" && b.Text != "" {
		before = side + 8
	}
	var spans []Span
	if b.Text != "" {
		spans = []Span{{Text: b.Text}}
	}
	words.set(&b.base, b.style(), spans, max(0, size.Width-before-2*b.margin()+2))
	left := (size.Width - before - words.width) / 2
	if b.Text == "" {
		left = (size.Width - side) / 2
	}
	icon.Move(fyne.NewPos(left, (size.Height-side)/2))
	words.move(fyne.NewPos(left+before, (size.Height-words.height)/2))
}
