package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Segment is one part of a Segments: an ID, its words, and a count or "".
type Segment struct{ ID, Text, Count string }

// Segments chooses one of a few, 32 high. It is one stop of the Tab key; the arrows
// move.
type Segments struct {
	control
	segments  []Segment
	chosen    string
	OnChanged func(id string)
	// Name is what a screen reader says before the choice.
	Name string
}

// NewSegments shows the segments with one of them chosen.
func NewSegments(segments []Segment, chosen string, changed func(id string)) *Segments {
	s := &Segments{segments: segments, chosen: chosen, OnChanged: changed}
	s.extend(s, nil)
	return s
}

// Chosen is the ID of the chosen segment.
func (s *Segments) Chosen() string { return s.chosen }

// Choose shows a segment as chosen without calling OnChanged.
func (s *Segments) Choose(id string) {
	s.chosen = id
	s.Refresh()
}

// SetSegments replaces words and counts.
func (s *Segments) SetSegments(segments []Segment) {
	s.segments = segments
	s.Refresh()
}

// Tapped chooses the segment under the pointer.
func (s *Segments) Tapped(e *fyne.PointEvent) {
	if s.disabled {
		return
	}
	s.grab()
	x := float32(0)
	for i := range s.segments {
		x += s.width(i)
		if e.Position.X < x {
			s.pick(i)
			return
		}
	}
}

// TypedKey moves with the arrows.
func (s *Segments) TypedKey(key *fyne.KeyEvent) {
	s.ring()
	at := 0
	for i, segment := range s.segments {
		if segment.ID == s.chosen {
			at = i
		}
	}
	switch key.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.pick(max(0, at-1))
	case fyne.KeyRight, fyne.KeyDown:
		s.pick(min(len(s.segments)-1, at+1))
	case fyne.KeySpace:
	default:
		pass(s, key)
	}
}

func (s *Segments) pick(i int) {
	if s.disabled || s.segments[i].ID == s.chosen {
		return
	}
	s.Choose(s.segments[i].ID)
	if s.OnChanged != nil {
		s.OnChanged(s.chosen)
	}
}

func (s *Segments) spans(i int, style Style) []Span {
	spans := []Span{{Text: s.segments[i].Text, Color: style.Color, Bold: style.Bold}}
	if count := s.segments[i].Count; count != "" {
		color := ColorMuted
		if style.Bold {
			color = style.Color
		}
		spans = append(spans, Span{Text: "  " + count, Color: color, Bold: style.Bold})
	}
	return spans
}

// width is as for bold words, so that choosing moves nothing.
func (s *Segments) width(i int) float32 {
	return measure(&s.base, CaptionBold, s.spans(i, CaptionBold)).Width + 26
}

// CreateRenderer is called by Fyne.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	l := &look{}
	l.min = func() fyne.Size {
		width := float32(0)
		for i := range s.segments {
			width += s.width(i)
		}
		return fyne.NewSize(width, 32)
	}
	l.refresh = func() {}
	l.layout = func(size fyne.Size) { l.objects = s.draw(l.min().Width, size.Height) }
	return newLook(s, l)
}

func (s *Segments) draw(width, height float32) []fyne.CanvasObject {
	radius := s.size(theme.SizeNameButtonRadius)
	ring, ground, frame := &halo{}, &plate{}, &plate{}
	ground.dress(s.color(ColorSurface), nil, 0, radius)
	ground.put(fyne.Position{}, fyne.NewSize(width, height))
	frame.dress(color.Transparent, s.color(ColorEdge), 1, radius)
	frame.put(fyne.Position{}, fyne.NewSize(width, height))
	ring.show(&s.control, radius)
	ring.put(fyne.Position{}, fyne.NewSize(width, height))
	objects := []fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle}
	x := float32(0)
	for i, segment := range s.segments {
		w := s.width(i)
		style := CaptionText
		if segment.ID == s.chosen {
			style = CaptionBold.In(ColorAccent)
			tint := &canvas.Rectangle{FillColor: s.color(ColorAccentTint)}
			if i == 0 {
				tint.TopLeftCornerRadius, tint.BottomLeftCornerRadius = radius, radius
			}
			if i == len(s.segments)-1 {
				tint.TopRightCornerRadius, tint.BottomRightCornerRadius = radius, radius
			}
			tint.Move(fyne.NewPos(x, 0))
			tint.Resize(fyne.NewSize(w, height))
			objects = append(objects, tint)
		}
		if s.disabled {
			style = CaptionText.In(ColorDisabled)
		}
		if i > 0 {
			divider := &canvas.Rectangle{FillColor: s.color(ColorEdge)}
			divider.Move(fyne.NewPos(x, 0))
			divider.Resize(fyne.NewSize(1, height))
			objects = append(objects, divider)
		}
		words := &strip{}
		words.set(&s.base, style, s.spans(i, style), -1)
		words.move(fyne.NewPos(x+(w-words.width)/2, (height-words.height)/2))
		objects = append(objects, words.objects()...)
		x += w
	}
	return append(objects, &frame.Rectangle)
}
