package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// formRow lays the parts of a Form out under the columns of its list.
type formRow struct {
	base
	area  *formArea
	row   int
	form  Form
	cells [][]fyne.CanvasObject
}

const (
	formMargin = 10 // above and below a row
	formGap    = 12 // between its parts
)

func newFormRow(a *formArea, row int) *formRow {
	r := &formRow{area: a, row: row, form: a.list.forms(row)}
	r.cells = r.form.Cells()
	r.form.Show()
	r.ExtendBaseWidget(r)
	return r
}

// Tapped makes the row the current one.
func (r *formRow) Tapped(*fyne.PointEvent) { r.area.choose(r.row) }

// choose makes a row the current one, as a person does.
func (a *formArea) choose(row int) {
	changed := row != a.current
	a.setCurrent(row)
	if changed && a.list.OnCurrent != nil {
		a.list.OnCurrent(row)
	}
}

// heightFor is how high the row is with what it shows now.
func (r *formRow) heightFor(width float32) float32 {
	places := r.area.list.columns.places(width)
	height := float32(2*formMargin + 1 - formGap)
	for _, part := range r.cells {
		height += formGap + partHeight(part, places)
	}
	return height
}

func partHeight(part []fyne.CanvasObject, places []place) float32 {
	height := float32(0)
	for i, p := range places {
		if i < len(part) && part[i] != nil {
			height = max(height, heightAt(part[i], p.width-2*cellMargin))
		}
	}
	return height
}

// CreateRenderer is called by Fyne.
func (r *formRow) CreateRenderer() fyne.WidgetRenderer {
	ground, line := &canvas.Rectangle{}, &canvas.Rectangle{}
	l := &look{objects: []fyne.CanvasObject{ground, line}}
	for _, part := range r.cells {
		for _, cell := range part {
			if cell != nil {
				l.objects = append(l.objects, cell)
			}
		}
	}
	l.min = func() fyne.Size { return fyne.NewSize(10, 10) }
	l.refresh = func() {
		ground.FillColor = color.Transparent
		if r.row == r.area.current {
			ground.FillColor = r.color(ColorSelection)
		}
		line.FillColor = r.color(ColorLine)
	}
	l.layout = func(size fyne.Size) {
		ground.Resize(size)
		line.Move(fyne.NewPos(0, size.Height-1))
		line.Resize(fyne.NewSize(size.Width, 1))
		places := r.area.list.columns.places(size.Width)
		y := float32(formMargin)
		for _, part := range r.cells {
			height := partHeight(part, places)
			for i, p := range places {
				if i < len(part) && part[i] != nil {
					part[i].Move(fyne.NewPos(p.x+cellMargin, y))
					part[i].Resize(fyne.NewSize(p.width-2*cellMargin, height))
				}
			}
			y += height + formGap
		}
	}
	return newLook(r, l)
}
