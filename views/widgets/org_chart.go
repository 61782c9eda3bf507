package widgets

import (
	"fyne.io/fyne/v2"
)

// OrgBox is one box of an OrgChart: what stands in it, and what pressing it does.
type OrgBox struct {
	Title, Caption string
	Tapped         func()
}

// Measures of the chart: it is as high as three rows of boxes and what joins them.
const (
	orgHeight    = 196
	orgBoxHeight = 46
	orgBoxWidth  = 148
	orgBoxLeast  = 112 // in a narrow room; below that the chart is scrolled
	orgGap       = 8
	orgStep      = 64 // from one row to the next
	orgTop       = 11
)

// OrgChart shows a box with those above it and those below it, joined by lines.
type OrgChart struct {
	base
	above, below []*orgBox
	self         *orgBox
}

// NewOrgChart is an empty chart.
func NewOrgChart() *OrgChart {
	c := &OrgChart{self: newOrgBox(OrgBox{}, true)}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a box with those above and below it.
func (c *OrgChart) Set(above []OrgBox, self OrgBox, below []OrgBox) {
	boxes := func(faces []OrgBox) []*orgBox {
		made := make([]*orgBox, len(faces))
		for i, f := range faces {
			made[i] = newOrgBox(f, false)
		}
		return made
	}
	c.above, c.below, c.self = boxes(above), boxes(below), newOrgBox(self, true)
	c.Refresh()
}

// CreateRenderer is called by Fyne.
func (c *OrgChart) CreateRenderer() fyne.WidgetRenderer {
	l := &look{}
	l.min = func() fyne.Size {
		n := float32(max(len(c.above), len(c.below), 1))
		return fyne.NewSize(n*orgBoxLeast+(n-1)*orgGap+2*orgGap, orgHeight)
	}
	l.layout = func(size fyne.Size) {
		l.objects = nil
		top := float32(orgTop)
		if len(c.above) == 0 {
			top += orgStep / 2
		}
		if len(c.below) == 0 {
			top += orgStep / 2
		}
		if len(c.above) > 0 {
			l.objects = append(l.objects, c.row(c.above, size.Width, top, true)...)
			top += orgStep
		}
		self := max(orgBoxWidth, min(c.self.wish(), size.Width-2*orgGap))
		c.self.Move(fyne.NewPos((size.Width-self)/2, top))
		c.self.Resize(fyne.NewSize(self, orgBoxHeight))
		if len(c.below) > 0 {
			l.objects = append(l.objects, c.row(c.below, size.Width, top+orgStep, false)...)
		}
		l.objects = append(l.objects, c.self)
	}
	l.refresh = func() { l.layout(c.Size()) }
	return newLook(c, l)
}

// row lays boxes beside each other and draws what joins them with the box in the
// middle: above it from below, below it from above.
func (c *OrgChart) row(boxes []*orgBox, width, top float32, above bool) []fyne.CanvasObject {
	n := float32(len(boxes))
	wide := max(orgBoxLeast, min(orgBoxWidth, (width-2*orgGap-(n-1)*orgGap)/n))
	left := (width - n*wide - (n-1)*orgGap) / 2
	var objects []fyne.CanvasObject
	line := func(x, y, w, h float32) {
		p := &plate{}
		p.dress(c.color(ColorInputEdge), nil, 0, 0)
		p.put(fyne.NewPos(x, y), fyne.NewSize(w, h))
		objects = append(objects, &p.Rectangle)
	}
	stub := float32(orgStep-orgBoxHeight) / 2
	bar, boxEnd := top-stub, top-stub
	if above {
		bar, boxEnd = top+orgBoxHeight+stub, top+orgBoxHeight
	}
	first, last := left+wide/2, left+wide/2+(n-1)*(wide+orgGap)
	line(min(first, width/2), bar, max(last, width/2)-min(first, width/2)+1, 1)
	join := bar - stub
	if above {
		join = bar
	}
	line(width/2, join, 1, stub)
	for i, b := range boxes {
		x := left + float32(i)*(wide+orgGap)
		line(x+wide/2, boxEnd, 1, stub)
		b.Move(fyne.NewPos(x, top))
		b.Resize(fyne.NewSize(wide, orgBoxHeight))
		objects = append(objects, b)
	}
	return objects
}

// orgBox is a box that can be pressed; the one in the middle cannot.
type orgBox struct {
	control
	face OrgBox
	self bool
}

func newOrgBox(face OrgBox, self bool) *orgBox {
	b := &orgBox{face: face, self: self}
	b.disabled = face.Tapped == nil
	b.extend(b, face.Tapped)
	return b
}

// AccessibilityLabel is what stands in the box.
func (b *orgBox) AccessibilityLabel() string { return b.face.Title + ", " + b.face.Caption }

// AccessibilityRole says that this is a button.
func (b *orgBox) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Disabled reports that a box that leads nowhere takes no focus.
func (b *orgBox) Disabled() bool { return b.disabled }

func (b *orgBox) styles() (title, caption Style) {
	if b.self {
		return CaptionBold.In(ColorOnAccent), Caption.In(ColorOnAccent)
	}
	return CaptionBold.In(ColorText), Caption
}

// wish is how wide the box wants to be.
func (b *orgBox) wish() float32 {
	title, caption := b.styles()
	return 24 + max(measure(&b.base, title, []Span{{Text: b.face.Title}}).Width, measure(&b.base, caption, []Span{{Text: b.face.Caption}}).Width)
}

// CreateRenderer is called by Fyne.
func (b *orgBox) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, title, caption := &plate{}, &halo{}, &strip{}, &strip{}
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(orgBoxWidth, orgBoxHeight) }
	l.refresh = func() {
		if b.self {
			ground.dress(b.color(ColorAccent), nil, 0, 7)
		} else {
			ground.dress(b.veil(b.color(ColorSurface)), b.color(ColorEdge), 1, 7)
		}
		ring.show(&b.control, 7)
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		ring.put(fyne.Position{}, size)
		style, small := b.styles()
		room := size.Width - 16
		title.set(&b.base, style, []Span{{Text: b.face.Title}}, room)
		caption.set(&b.base, small, []Span{{Text: b.face.Caption}}, room)
		if b.face.Caption == "" {
			title.move(fyne.NewPos((size.Width-title.width)/2, (size.Height-title.height)/2))
		} else {
			title.move(fyne.NewPos((size.Width-title.width)/2, 6))
			caption.move(fyne.NewPos((size.Width-caption.width)/2, 6+title.height))
		}
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle}, title.objects()...)
		l.objects = append(l.objects, caption.objects()...)
	}
	return newLook(b, l)
}
