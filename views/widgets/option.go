package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// OptionRow is a check box with a bold title and a caption of some lines; all of the
// row can be clicked. Below, it may hold what belongs to the option, such as an entry.
type OptionRow struct {
	control
	Title     string
	OnChanged func(on bool)
	// OnTint puts the row on the accent tint while it is ticked.
	OnTint bool

	state   TickState
	title   *Paragraph // wraps: what an option does must never be cut
	caption *Paragraph
	below   fyne.CanvasObject
}

// NewOptionRow is an option that is off. Below may be nil.
func NewOptionRow(title, caption string, below fyne.CanvasObject, changed func(on bool)) *OptionRow {
	o := &OptionRow{Title: title, OnChanged: changed, below: below}
	o.title, o.caption = NewParagraph(BodyBold, title), NewParagraph(Caption, caption)
	o.extend(o, o.toggle)
	return o
}

// Checked reports whether the option is on.
func (o *OptionRow) Checked() bool { return o.state == On }

// SetChecked shows on or off without calling OnChanged.
func (o *OptionRow) SetChecked(on bool) {
	o.state = tickOf(on)
	o.Refresh()
}

// SetText replaces title and caption.
func (o *OptionRow) SetText(title, caption string) {
	o.Title = title
	o.title.SetText(title)
	o.caption.SetText(caption)
	o.Refresh()
}

// Caption is the small print.
func (o *OptionRow) Caption() string { return o.caption.Words() }

// AccessibilityLabel is the title.
func (o *OptionRow) AccessibilityLabel() string { return o.Title }

// AccessibilityRole says what Fyne has nearest to a check box.
func (o *OptionRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (o *OptionRow) toggle() {
	o.SetChecked(o.state != On)
	if o.OnChanged != nil {
		o.OnChanged(o.state == On)
	}
}

// greyed is a style, greyed out with the row.
func (o *OptionRow) greyed(style Style) Style {
	if o.disabled {
		return style.In(ColorDisabled)
	}
	return style
}

const optionLeft = 16 + checkSide + 12

// HeightFor is how high the row is at this width.
func (o *OptionRow) HeightFor(width float32) float32 {
	height := 24 + o.title.HeightFor(width-optionLeft-16)
	if o.caption.Words() != "" {
		height += o.caption.HeightFor(width - optionLeft - 16)
	}
	if o.below != nil && o.below.Visible() {
		height += 8 + heightAt(o.below, width-optionLeft-16)
	}
	return height
}

// CreateRenderer is called by Fyne.
func (o *OptionRow) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, box, title := &canvas.Rectangle{}, &plate{}, newTickBox(), o.title
	l := &look{}
	l.min = func() fyne.Size {
		width := max(200, o.Size().Width)
		return fyne.NewSize(200, o.HeightFor(width))
	}
	l.refresh = func() {
		fill := o.color(ColorSurface)
		if o.OnTint && o.state == On {
			fill = o.color(ColorAccentTint)
		}
		ground.FillColor = o.veil(fill)
		ring.dress(nil, o.color(ColorAccent), 2, 4)
		ring.Hidden = !o.ringed
		box.paint(&o.base, o.state, o.disabled)
		box.ring.Hidden = true
		title.style, o.caption.style = o.greyed(BodyBold), o.greyed(Caption)
		title.Refresh()
		o.caption.Refresh()
	}
	l.layout = func(size fyne.Size) {
		ground.Resize(size)
		ring.put(fyne.NewPos(1, 1), size.SubtractWidthHeight(2, 2))
		inner := size.Width - optionLeft - 16
		title.Move(fyne.NewPos(optionLeft, 12))
		title.Resize(fyne.NewSize(inner, title.HeightFor(inner)))
		box.put(fyne.NewPos(16, 12+(lineHeight(&o.base, BodyBold)-checkSide)/2))
		y := 12 + title.HeightFor(inner)
		o.caption.Move(fyne.NewPos(optionLeft, y))
		o.caption.Resize(fyne.NewSize(inner, o.caption.HeightFor(inner)))
		l.objects = append([]fyne.CanvasObject{ground}, box.objects()...)
		l.objects = append(l.objects, title, o.caption)
		if o.caption.Words() != "" {
			y += o.caption.HeightFor(inner)
		}
		if o.below != nil {
			o.below.Move(fyne.NewPos(optionLeft, y+8))
			o.below.Resize(fyne.NewSize(inner, heightAt(o.below, inner)))
			l.objects = append(l.objects, o.below)
		}
		l.objects = append(l.objects, &ring.Rectangle)
	}
	return newLook(o, l)
}
