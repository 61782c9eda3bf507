package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Card is a surface with an edge and round corners. It has no shadow.
type Card struct {
	base
	Content fyne.CanvasObject
	// Inside is the room between the edge and the content, 16 unless set; a card with a
	// list has 0.
	Inside float32
	ground fyne.ThemeColorName
	edge   fyne.ThemeColorName
	radius float32
}

// NewCard is a card with 16 around its content.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{Content: content, Inside: 16, ground: ColorSurface, edge: ColorLine, radius: 10}
	c.ExtendBaseWidget(c)
	return c
}

// NewBareCard is a card whose content reaches its edge.
func NewBareCard(content fyne.CanvasObject) *Card {
	c := NewCard(content)
	c.Inside = 0
	return c
}

// NewPanel is a sunk panel within a card.
func NewPanel(content fyne.CanvasObject) *Card {
	c := NewCard(content)
	c.ground = ColorSunk
	return c
}

// NewTinted is a panel on a kind's tint with its edge.
func NewTinted(kind Kind, content fyne.CanvasObject) *Card {
	c := NewCard(content)
	c.ground, c.edge = kind.Tint(), kind.Edge()
	return c
}

// SetKind changes the tint of what NewTinted made.
func (c *Card) SetKind(kind Kind) {
	c.ground, c.edge = kind.Tint(), kind.Edge()
	c.Refresh()
}

func (c *Card) around() float32 { return max(1, c.Inside) }

// HeightFor is how high the card is at this width.
func (c *Card) HeightFor(width float32) float32 {
	return heightAt(c.Content, width-2*c.around()) + 2*c.around()
}

// CreateRenderer is called by Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	ground, frame := &plate{}, &plate{}
	l := &look{objects: []fyne.CanvasObject{&ground.Rectangle, c.Content, &frame.Rectangle}}
	l.min = func() fyne.Size { return c.Content.MinSize().AddWidthHeight(2*c.around(), 2*c.around()) }
	l.refresh = func() {
		ground.dress(c.color(c.ground), nil, 0, c.radius)
		frame.dress(color.Transparent, c.color(c.edge), 1, c.radius)
		l.objects[1] = c.Content
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		frame.put(fyne.Position{}, size)
		c.Content.Move(fyne.NewSquareOffsetPos(c.around()))
		c.Content.Resize(size.SubtractWidthHeight(2*c.around(), 2*c.around()))
	}
	return newLook(c, l)
}

// ActionBar is the foot of a screen, 60 high on the surface with a line above: what to
// save at the left, the one primary button at the right.
func ActionBar(left, right fyne.CanvasObject) *fyne.Container {
	row := HStack(16, left, Spacer(), right)
	return container.NewStack(Ground(ColorSurface), container.NewBorder(Line(), nil, nil, nil, atLeast(60, Inset(0, 24, 0, 24, row))))
}

// BulkBar is the line in place of the filters while rows are chosen, 40 high on the
// accent tint.
func BulkBar(left, right fyne.CanvasObject) *Card {
	c := NewTinted(KindAccent, atLeast(38, Inset(0, 8, 0, 14, HStack(12, left, Spacer(), right))))
	c.Inside, c.radius = 0, 7
	return c
}

// PageHeader is the title of a screen with what stands at its right; right may be nil.
func PageHeader(title *Text, right fyne.CanvasObject) *fyne.Container {
	if right == nil {
		return atLeast(34, HStack(12, title))
	}
	return atLeast(34, HStack(12, title, Spacer(), right))
}

// atLeast gives an object a least height.
func atLeast(height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(floor{height}, o)
}

type floor struct{ height float32 }

func (f floor) Layout(o []fyne.CanvasObject, size fyne.Size) { fill(o, size) }
func (f floor) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[0].MinSize()
	return fyne.NewSize(size.Width, max(size.Height, f.height))
}

func (f floor) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return max(f.height, heightAt(o[0], width))
}
