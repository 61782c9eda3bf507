package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Cell is what stands in one cell of a DataList: a value, made anew each time the list
// asks. What is cut can be read in a tooltip.
type Cell struct {
	// Indent moves everything to the right, as in a tree.
	Indent float32
	// Avatar is initials in a circle in front.
	Avatar string
	// Line is the first line; Below, if any, the second in the size of captions, left
	// out in the compact density.
	Line, Below []Span
	// Badges stand in place of Line.
	Badges []BadgeFace
	// After is a small icon behind the line, such as the shield of the kept.
	After Icon
}

// TextCell is one line.
func TextCell(text string) Cell { return Cell{Line: []Span{Plain(text)}} }

// MutedCell is one line that can be left unread.
func MutedCell(text string) Cell { return Cell{Line: []Span{Dim(text)}} }

// PersonCell is a name with the surname in bold; email, if not empty, stands below.
func PersonCell(first, last, email string) Cell {
	c := Cell{Line: Person(first, last)}
	if email != "" {
		c.Below = []Span{Plain(email)}
	}
	return c
}

// TwoLineCell is a line and a caption below it.
func TwoLineCell(line, below string) Cell {
	return Cell{Line: []Span{Plain(line)}, Below: []Span{Plain(below)}}
}

// SpanCell is one line of several pieces.
func SpanCell(spans ...Span) Cell { return Cell{Line: spans} }

// BadgeCell is one badge or two.
func BadgeCell(faces ...BadgeFace) Cell { return Cell{Badges: faces} }

// ChangeCell is one field with the old value struck and the new one bold.
func ChangeCell(field, before, after string) Cell { return Cell{Line: Changed(field, before, after)} }

// CountCell is a kind's icon and a number; without a number it is a muted dash.
func CountCell(kind Kind, number string) Cell {
	if number == "" {
		return MutedCell("–")
	}
	return Cell{Line: []Span{{Icon: kind.Icon(), Text: number, Color: kind.Color(), Bold: true}}}
}

// words is the whole of a cell, for tooltips.
func (c Cell) words() string {
	text := wordsOf(c.Line)
	if len(c.Below) > 0 {
		text += "  ·  " + wordsOf(c.Below)
	}
	for _, b := range c.Badges {
		text += b.Word + " "
	}
	return text
}

const avatarSide = 26

// cellView draws cells one after the other.
type cellView struct {
	cell        Cell
	line, below strip
	badges      []*badgeDrawing
	circle      *canvas.Rectangle
	initials    *canvas.Text
	after       *canvas.Image
	objects     []fyne.CanvasObject
}

func newCellView() *cellView {
	return &cellView{circle: &canvas.Rectangle{}, initials: &canvas.Text{}, after: newImage()}
}

// cut tells that a tooltip would say more.
func (v *cellView) cut() bool { return v.line.cut || v.below.cut }

// set draws a cell into a place of a row.
func (v *cellView) set(b *base, cell Cell, p place, height float32, faded bool) {
	v.cell = cell
	v.objects = v.objects[:0]
	x, room := p.x+cellMargin+cell.Indent, max(0, p.width-2*cellMargin-cell.Indent)
	if cell.Avatar != "" {
		v.avatar(b, cell.Avatar, x, height)
		x, room = x+avatarSide+8, max(0, room-avatarSide-8)
	}
	if len(cell.Badges) > 0 {
		v.line.set(b, Body, nil, 0)
		v.below.set(b, Caption, nil, 0)
		v.layBadges(b, x, room, height)
		return
	}
	if cell.After != "" {
		room = max(0, room-24)
	}
	v.lines(b, x, room, height, p.Align, faded)
}

func (v *cellView) lines(b *base, x, room, height float32, align fyne.TextAlign, faded bool) {
	line, below, spans, under := Body, Caption, v.cell.Line, v.cell.Below
	if faded {
		line, below = line.In(ColorDisabled), below.In(ColorDisabled)
		spans, under = uncolored(spans), uncolored(under)
	}
	if height < 40 {
		under = nil
	}
	v.line.set(b, line, spans, room)
	v.below.set(b, below, under, room)
	top := (height - v.line.height) / 2
	if len(under) > 0 {
		top = (height-v.line.height-v.below.height)/2 + 1
	}
	left := x
	if align == fyne.TextAlignTrailing {
		left += room - v.line.width
	}
	v.line.move(fyne.NewPos(left, top))
	v.below.move(fyne.NewPos(x, top+v.line.height-1))
	v.objects = append(v.objects, v.line.objects()...)
	v.objects = append(v.objects, v.below.objects()...)
	if v.cell.After != "" {
		setImage(v.after, v.cell.After.In(b.color(ColorMuted)))
		v.after.Resize(fyne.NewSquareSize(15))
		v.after.Move(fyne.NewPos(left+v.line.width+9, top+(v.line.height-15)/2))
		v.objects = append(v.objects, v.after)
	}
}

func (v *cellView) avatar(b *base, initials string, x, height float32) {
	v.circle.FillColor, v.circle.CornerRadius = b.color(KindKept.Tint()), avatarSide/2
	v.circle.Move(fyne.NewPos(x, (height-avatarSide)/2))
	v.circle.Resize(fyne.NewSquareSize(avatarSide))
	v.initials.Text, v.initials.TextSize = initials, b.size(theme.SizeNameCaptionText)-1
	v.initials.TextStyle.Bold, v.initials.Color = true, b.color(KindKept.Color())
	size := fyne.MeasureText(initials, v.initials.TextSize, v.initials.TextStyle)
	v.initials.Resize(size)
	v.initials.Move(fyne.NewPos(x+(avatarSide-size.Width)/2, (height-size.Height)/2))
	v.objects = append(v.objects, v.circle, v.initials)
}

func (v *cellView) layBadges(b *base, x, room, height float32) {
	for i, face := range v.cell.Badges {
		if i == len(v.badges) {
			v.badges = append(v.badges, &badgeDrawing{})
		}
		if room < 40 {
			return
		}
		d := v.badges[i]
		d.set(b, face, room)
		d.move(fyne.NewPos(x, (height-badgeHeight)/2))
		v.objects = append(v.objects, d.objects()...)
		x, room = x+d.width+6, room-d.width-6
	}
}

// wish is the width that a cell would like to have.
func (c Cell) wish(b *base) float32 {
	width := max(measure(b, Body, c.Line).Width, measure(b, Caption, c.Below).Width)
	for _, face := range c.Badges {
		width += badgeWidth(b, face) + 6
	}
	if c.Avatar != "" {
		width += avatarSide + 8
	}
	if c.After != "" {
		width += 24
	}
	return width + 2*cellMargin + 1
}

func uncolored(spans []Span) []Span {
	plain := make([]Span, len(spans))
	for i, s := range spans {
		s.Color = ""
		plain[i] = s
	}
	return plain
}
