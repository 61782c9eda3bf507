package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
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

// Band is the head of a report: full width, 70 high, tinted with a line below while
// simulated, solid green once applied.
type Band struct {
	base
	filling Filling
	title   []Span
	caption []Span
	right   string
	before  string
	after   string
}

// NewBand is an empty band.
func NewBand() *Band {
	b := &Band{}
	b.ExtendBaseWidget(b)
	return b
}

// BandFace is what a band says.
type BandFace struct {
	Filling Filling
	// State is the word in front, such as SIMULATION; Title follows it.
	State, Title string
	// Caption is the line below; spans without a colour are muted.
	Caption []Span
	// Label stands above Before → After at the right; without After there is nothing.
	Label, Before, After string
}

// Set replaces what the band says.
func (b *Band) Set(f BandFace) {
	b.filling = f.Filling
	b.title = []Span{{Text: f.State, Bold: true, Color: ColorAccent}, {Text: " " + f.Title, Bold: true}}
	b.caption = f.Caption
	b.right, b.before, b.after = f.Label, f.Before, f.After
	b.Refresh()
}

// CreateRenderer is called by Fyne.
func (b *Band) CreateRenderer() fyne.WidgetRenderer {
	ground, line, round, icon := &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Circle{}, newImage()
	title, caption, label, numbers := &strip{}, &strip{}, &strip{}, &strip{}
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(400, 70) }
	l.refresh = func() {
		ground.FillColor, line.FillColor = b.color(ColorAccentTint), b.color(ColorAccentEdge)
		round.FillColor, round.StrokeColor, round.StrokeWidth = b.color(ColorSurface), b.color(ColorAccent), 1.5
		setImage(icon, IconSimulation.In(b.color(ColorAccent)))
		line.Hidden = b.filling == Filled
		if b.filling == Filled {
			ground.FillColor = b.color(ColorApplied)
			round.FillColor, round.StrokeWidth = b.color(ColorOnApplied), 0
			setImage(icon, IconApplied.In(b.color(ColorApplied)))
		}
	}
	l.layout = func(size fyne.Size) {
		ground.Resize(size)
		line.Move(fyne.NewPos(0, size.Height-1))
		line.Resize(fyne.NewSize(size.Width, 1))
		round.Move(fyne.NewPos(24, (size.Height-40)/2))
		round.Resize(fyne.NewSquareSize(40))
		icon.Move(fyne.NewPos(34, (size.Height-20)/2))
		icon.Resize(fyne.NewSquareSize(20))
		l.objects = []fyne.CanvasObject{ground, line, round, icon}
		right := b.layNumbers(size, label, numbers)
		title.set(&b.base, b.ink(Section), b.inked(b.title), right-78-16)
		caption.set(&b.base, b.ink(Caption), b.inked(b.caption), right-78-16)
		top := (size.Height - title.height - caption.height) / 2
		title.move(fyne.NewPos(78, top))
		caption.move(fyne.NewPos(78, top+title.height))
		for _, s := range []*strip{title, caption, label, numbers} {
			l.objects = append(l.objects, s.objects()...)
		}
	}
	return newLook(b, l)
}

// layNumbers sets before → after at the right and tells where they begin.
func (b *Band) layNumbers(size fyne.Size, label, numbers *strip) float32 {
	edge := size.Width - 24
	if b.after == "" {
		label.set(&b.base, Caption, nil, 0)
		numbers.set(&b.base, PageNumber, nil, 0)
		return edge
	}
	label.set(&b.base, b.ink(Caption), []Span{{Text: b.right}}, -1)
	numbers.set(&b.base, b.ink(PageNumber), b.inked([]Span{
		{Text: b.before, Color: ColorMuted}, {Text: "  "}, Arrow(), {Text: "  "}, {Text: b.after, Bold: true, Color: ColorText},
	}), -1)
	top := (size.Height - label.height - numbers.height) / 2
	label.move(fyne.NewPos(edge-label.width, top))
	numbers.move(fyne.NewPos(edge-numbers.width, top+label.height-2))
	return edge - max(label.width, numbers.width)
}

func (b *Band) ink(s Style) Style {
	if b.filling == Filled {
		return s.In(ColorOnApplied)
	}
	return s
}

func (b *Band) inked(spans []Span) []Span {
	if b.filling != Filled {
		return spans
	}
	white := make([]Span, len(spans))
	for i, s := range spans {
		s.Color = ColorOnApplied
		white[i] = s
	}
	return white
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

// DropZone asks for a file: high and inviting while there is none, a line of 60 once
// there is. The dropping itself is the window's affair.
type DropZone struct {
	base
	low   bool
	inner fyne.CanvasObject
}

// NewDropZone shows an icon, words and a button; more may be nil.
func NewDropZone(title, caption string, choose *Button, more fyne.CanvasObject) *DropZone {
	z := &DropZone{}
	buttons := HStack(8, Spacer(), choose, Spacer())
	if more != nil {
		buttons = HStack(8, Spacer(), choose, more, Spacer())
	}
	z.inner = container.NewCenter(Wide(400, VStack(8,
		HStack(0, Spacer(), NewRound(KindAccent, IconUpload, 64), Spacer()),
		HStack(0, Spacer(), NewText(Section, title), Spacer()),
		NewParagraph(Muted, caption).Align(fyne.TextAlignCenter),
		Inset(8, 0, 0, 0, buttons))))
	z.ExtendBaseWidget(z)
	return z
}

// NewDropLine is the low drop zone: an icon, words and a button in one line.
func NewDropLine(title string, choose *Button) *DropZone {
	z := &DropZone{low: true}
	z.inner = Inset(0, 16, 0, 18, HStack(14, NewIconView(IconUpload, ColorAccent, 20), Grow(80, NewText(Body, title).CutBelow(60)), choose))
	z.ExtendBaseWidget(z)
	return z
}

// CreateRenderer is called by Fyne.
func (z *DropZone) CreateRenderer() fyne.WidgetRenderer {
	ground := &plate{}
	l := &look{objects: []fyne.CanvasObject{&ground.Rectangle, z.inner}}
	l.min = func() fyne.Size {
		if z.low {
			return fyne.NewSize(z.inner.MinSize().Width, 60)
		}
		return fyne.NewSize(440, max(240, z.inner.MinSize().Height+32))
	}
	l.refresh = func() {
		ground.dress(z.color(ColorSurface), z.color(ColorAccentEdge), 1.5, z.size(theme.SizeNameCardRadius))
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		z.inner.Resize(size)
	}
	return newLook(z, l)
}

// IconView is an icon in a colour of the theme, which it follows.
type IconView struct {
	base
	icon  Icon
	color fyne.ThemeColorName
	side  float32
}

// NewIconView is an icon of this width.
func NewIconView(icon Icon, color fyne.ThemeColorName, side float32) *IconView {
	v := &IconView{icon: icon, color: color, side: side}
	v.ExtendBaseWidget(v)
	return v
}

// Set replaces icon and colour.
func (v *IconView) Set(icon Icon, color fyne.ThemeColorName) {
	v.icon, v.color = icon, color
	v.Refresh()
}

// CreateRenderer is called by Fyne.
func (v *IconView) CreateRenderer() fyne.WidgetRenderer {
	image := newImage()
	l := &look{objects: []fyne.CanvasObject{image}}
	l.min = func() fyne.Size { return fyne.NewSquareSize(v.side) }
	l.refresh = func() { setImage(image, v.icon.In(v.base.color(v.color))) }
	l.layout = func(size fyne.Size) {
		image.Move(fyne.NewPos((size.Width-v.side)/2, (size.Height-v.side)/2))
		image.Resize(fyne.NewSquareSize(v.side))
	}
	return newLook(v, l)
}
