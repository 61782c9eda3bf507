package widgets

import (
	"maps"

	"fyne.io/fyne/v2"
)

// Column is one column of a DataList.
type Column struct {
	// ID is what cells, sorting and remembered widths go by.
	ID string
	// Title stands in the header, in the language of the reader.
	Title string
	// Min is the width the column has at least, its margins of 8 included; a column
	// without Weight has just this.
	Min float32
	// Weight is the share of the room that is left.
	Weight float32
	Align  fyne.TextAlign
	// Sortable lets a click on the title sort.
	Sortable bool
	// Hidden leaves the column out, as in narrow windows.
	Hidden bool
}

// place is where a column stands.
type place struct {
	Column
	x, width float32
}

// columns is shared by a header and its rows, so that they agree.
type columns struct {
	all      []Column
	dragged  map[string]float32
	ticks    bool
	menus    bool
	narrowed []place
	width    float32
}

// The fixed columns at the two ends.
const (
	tickWidth  = 44
	menuWidth  = 48
	cellMargin = 8
	edgeMargin = 12
	leastWidth = 48
)

// places lays the columns out in a width.
func (c *columns) places(width float32) []place {
	if c.width == width && c.narrowed != nil {
		return c.narrowed
	}
	left, right := float32(edgeMargin), float32(edgeMargin)
	if c.ticks {
		left = tickWidth
	}
	if c.menus {
		right = menuWidth
	}
	c.narrowed, c.width = c.spread(left, width-left-right), width
	return c.narrowed
}

// spread shares the room out: first what each needs, then the rest by weight. Where
// there is too little, the widest give way first.
func (c *columns) spread(x, room float32) []place {
	var shown []place
	used, weights := float32(0), float32(0)
	for _, column := range c.all {
		if column.Hidden {
			continue
		}
		p := place{Column: column, width: column.Min}
		if w, ok := c.dragged[column.ID]; ok {
			p.width, p.Weight = max(leastWidth, w), 0
		}
		used += p.width
		weights += p.Weight
		shown = append(shown, p)
	}
	if rest := room - used; rest > 0 && weights > 0 {
		for i := range shown {
			shown[i].width += rest * shown[i].Weight / weights
		}
	} else if rest < 0 {
		squeeze(shown, -rest)
	}
	for i := range shown {
		shown[i].x = x
		x += shown[i].width
	}
	return shown
}

// squeeze takes an excess from all columns in proportion to what they have above the
// least.
func squeeze(shown []place, excess float32) {
	spare := float32(0)
	for _, p := range shown {
		spare += max(0, p.width-leastWidth)
	}
	if spare <= 0 {
		return
	}
	share := min(1, excess/spare)
	for i := range shown {
		shown[i].width -= max(0, shown[i].width-leastWidth) * share
	}
}

// drag sets one column's width and fixes nothing else.
func (c *columns) drag(id string, width float32) {
	if c.dragged == nil {
		c.dragged = map[string]float32{}
	}
	c.dragged[id] = max(leastWidth, width)
	c.narrowed = nil
}

func (c *columns) set(widths map[string]float32) {
	c.dragged = maps.Clone(widths)
	c.narrowed = nil
}
