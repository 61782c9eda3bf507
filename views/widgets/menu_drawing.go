package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// CreateRenderer is called by Fyne.
func (m *menu) CreateRenderer() fyne.WidgetRenderer {
	l := &look{}
	l.min = func() fyne.Size {
		height := m.full()
		if m.tallest > 0 {
			height = min(height, m.tallest)
		}
		return fyne.NewSize(m.width(), height)
	}
	l.refresh = func() {}
	l.layout = func(size fyne.Size) {
		l.objects = nil
		for i := range m.items {
			y := m.top(i) - m.scroll
			if y >= 0 && y+itemHeight(m.items[i]) <= size.Height {
				l.objects = append(l.objects, m.draw(i, y, size.Width)...)
			}
		}
	}
	return newLook(m, l)
}

func (m *menu) draw(i int, y, width float32) []fyne.CanvasObject {
	item := m.items[i]
	if item.Text == "" {
		line := &canvas.Rectangle{FillColor: m.color(ColorLine)}
		line.Move(fyne.NewPos(6, y+5))
		line.Resize(fyne.NewSize(width-12, 1))
		return []fyne.CanvasObject{line}
	}
	ink, iconInk := ColorText, ColorMuted
	switch {
	case item.Disabled:
		ink, iconInk = ColorDisabled, ColorDisabled
	case item.Dangerous:
		ink, iconInk = KindDeactivated.Color(), KindDeactivated.Color()
	}
	hover := &plate{}
	hover.dress(color.Transparent, nil, 0, 7)
	if i == m.hot {
		hover.FillColor = m.color(ColorHover)
	}
	hover.put(fyne.NewPos(6, y), fyne.NewSize(width-12, menuItemHeight))
	objects := []fyne.CanvasObject{&hover.Rectangle}
	left := float32(16)
	if m.icons() {
		icon := newImage()
		picture := item.Icon
		if item.Ticked {
			picture, iconInk = IconCheck, ColorAccent
		}
		icon.Resource = picture.In(m.color(iconInk))
		icon.Move(fyne.NewPos(left, y+(menuItemHeight-16)/2))
		icon.Resize(fyne.NewSquareSize(16))
		icon.Hidden = picture == ""
		objects, left = append(objects, icon), left+26
	}
	words, shortcut := &strip{}, &strip{}
	shortcut.set(&m.base, Caption, []Span{{Text: item.Shortcut}}, -1)
	words.set(&m.base, Body.In(ink), []Span{{Text: item.Text}}, width-left-16-shortcut.width)
	words.move(fyne.NewPos(left, y+(menuItemHeight-words.height)/2))
	shortcut.move(fyne.NewPos(width-16-shortcut.width, y+(menuItemHeight-shortcut.height)/2))
	if len(item.Items) > 0 {
		chevron := newImage()
		chevron.Resource = IconChevronRight.In(m.color(iconInk))
		chevron.Move(fyne.NewPos(width-30, y+(menuItemHeight-16)/2))
		chevron.Resize(fyne.NewSquareSize(16))
		objects = append(objects, chevron)
	}
	return append(append(objects, words.objects()...), shortcut.objects()...)
}

// shadowOf is the shadow of what floats.
func shadowOf(b *base) canvas.Shadow {
	return canvas.Shadow{Color: faded(b.color(ColorShadow), 1.0/3), BlurRadius: 20, Offset: fyne.NewPos(0, 6), Variant: canvas.DropShadow}
}

// float is the ground of what floats, with its shadow. It stands behind a menu instead
// of in it, because whatever scrolls is clipped to its frame.
type float struct{ base }

func newFloat() *float {
	f := &float{}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is called by Fyne.
func (f *float) CreateRenderer() fyne.WidgetRenderer {
	ground := &plate{}
	return newLook(f, &look{
		objects: []fyne.CanvasObject{&ground.Rectangle},
		min:     func() fyne.Size { return fyne.Size{} },
		refresh: func() {
			ground.dress(f.color(ColorSurface), f.color(ColorLine), 1, 10)
			ground.Shadow = shadowOf(&f.base)
		},
		layout: func(size fyne.Size) { ground.put(fyne.Position{}, size) },
	})
}
