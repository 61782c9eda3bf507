package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// splitGrip is the gap between the two sides of a Split, which can be dragged.
const splitGrip = 12

// Split puts two things side by side, the left one as wide as a person drags it.
type Split struct {
	base
	left, right fyne.CanvasObject
	width       float32
	least, most float32
	grip        *grip
	// OnWidth is called when the width was dragged, with the one to remember.
	OnWidth func(width float32)
}

// NewSplit is a split whose left side is width wide, and between least and most.
func NewSplit(left, right fyne.CanvasObject, width, least, most float32) *Split {
	s := &Split{left: left, right: right, width: width, least: least, most: most}
	s.grip = &grip{split: s}
	s.grip.ExtendBaseWidget(s.grip)
	s.ExtendBaseWidget(s)
	return s
}

// SetWidth makes the left side as wide as that, within its limits.
func (s *Split) SetWidth(width float32) {
	s.width = max(s.least, min(width, s.most))
	s.Refresh()
}

// Width is how wide the left side is.
func (s *Split) Width() float32 { return s.width }

// CreateRenderer is called by Fyne.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{s.left, s.right, s.grip}}
	l.min = func() fyne.Size {
		right := s.right.MinSize()
		return fyne.NewSize(s.least+splitGrip+right.Width, max(s.left.MinSize().Height, right.Height))
	}
	l.layout = func(size fyne.Size) {
		s.left.Move(fyne.Position{})
		s.left.Resize(fyne.NewSize(s.width, size.Height))
		s.grip.Move(fyne.NewPos(s.width, 0))
		s.grip.Resize(fyne.NewSize(splitGrip, size.Height))
		s.right.Move(fyne.NewPos(s.width+splitGrip, 0))
		s.right.Resize(fyne.NewSize(max(0, size.Width-s.width-splitGrip), size.Height))
	}
	l.refresh = func() { l.layout(s.Size()) }
	return newLook(s, l)
}

// grip is what is dragged.
type grip struct {
	base
	split *Split
}

// Cursor says that the grip goes sideways.
func (g *grip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged is called by the driver.
func (g *grip) Dragged(e *fyne.DragEvent) { g.split.SetWidth(g.split.width + e.Dragged.DX) }

// DragEnd is called by the driver.
func (g *grip) DragEnd() {
	if g.split.OnWidth != nil {
		g.split.OnWidth(g.split.width)
	}
}

// CreateRenderer is called by Fyne.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	empty := container.NewStack()
	l := &look{objects: []fyne.CanvasObject{empty}}
	l.min = func() fyne.Size { return fyne.NewSize(splitGrip, 20) }
	l.refresh, l.layout = func() {}, func(fyne.Size) {}
	return newLook(g, l)
}
