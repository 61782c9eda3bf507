package compare

import (
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/compare"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

func (c *compareScreen) buildList() {
	c.list = widgets.NewDataList(nil, func() int { return len(c.state.rows) }, c.cell).TwoLines()
	c.list.OnCurrent = func(row int) {
		c.state.current = c.state.rows[row]
		c.showPane()
	}
	c.desk.KeepWidths("compare", c.list)
	c.list.OnOpen = func(row int) {
		c.state.current = c.state.rows[row]
		if c.narrow {
			c.showDialog()
		}
	}
}

func (c *compareScreen) line(row int) *compare.Difference {
	return &c.state.comparison.Lines[c.state.rows[row]]
}

func (c *compareScreen) cell(row int, column string) widgets.Cell {
	d, w := c.line(row), c.desk.Words
	switch column {
	case "person":
		if d.FirstName == "" && d.LastName == "" {
			return widgets.PersonCell("", app.NameIn(d, w), "")
		}
		return widgets.PersonCell(d.FirstName, d.LastName, d.Email)
	case "what":
		return widgets.BadgeCell(c.badge(d))
	}
	if d.Kind != compare.Differs {
		return widgets.MutedCell(strings.Join(c.rest(d), "   ·   "))
	}
	var spans []widgets.Span
	for i, cell := range d.Cells {
		if i > 0 {
			spans = append(spans, widgets.Dim("   ·   "))
		}
		after := cell.New
		if after == "" {
			after = w.T("compare.empty")
		}
		spans = append(spans, widgets.Changed(app.HeaderIn(cell, w), cell.Old, after)...)
	}
	return widgets.SpanCell(spans...)
}

func (c *compareScreen) badge(d *compare.Difference) widgets.BadgeFace {
	return widgets.BadgeFace{Kind: faceOf[d.Kind], Word: c.desk.Words.T("compare.badge." + d.Kind.String())}
}

// rest is what a file says of somebody beside name and address.
func (c *compareScreen) rest(d *compare.Difference) []string {
	var parts []string
	for _, cell := range d.Cells {
		switch cell.Field {
		case data.Email, data.FirstName, data.LastName, data.NoField:
			continue
		}
		parts = append(parts, cell.Old+cell.New)
	}
	return parts
}

// showPane shows the chosen person, side by side.
func (c *compareScreen) showPane() {
	hidden := c.narrow || c.state.current < 0
	if c.pane.Hidden != hidden {
		c.pane.Hidden = hidden
		c.body.Refresh()
	}
	if hidden {
		return
	}
	d := &c.state.comparison.Lines[c.state.current]
	c.pane.Objects = []fyne.CanvasObject{widgets.DetailPane(c.paneHead(d), nil, c.paneParts(d)...)}
	c.pane.Refresh()
}

func (c *compareScreen) paneHead(d *compare.Difference) fyne.CanvasObject {
	name := app.NameIn(d, c.desk.Words)
	return widgets.VStack(10, widgets.DetailHead(widgets.InitialsOf(d.FirstName, d.LastName), name, d.Email), widgets.HStack(8, widgets.NewBadge(c.badge(d))),
		widgets.NewText(widgets.Caption, c.rowWords(d)).CutBelow(40))
}

// rowWords say where the person stands.
func (c *compareScreen) rowWords(d *compare.Difference) string {
	w := c.desk.Words
	switch d.Kind {
	case compare.OnlyOlder:
		return w.T("compare.rows.older", "row", w.Number(d.OlderRow))
	case compare.OnlyNewer:
		return w.T("compare.rows.newer", "row", w.Number(d.NewerRow))
	}
	return w.T("compare.rows.both", "older", w.Number(d.OlderRow), "newer", w.Number(d.NewerRow))
}

func (c *compareScreen) paneParts(d *compare.Difference) []fyne.CanvasObject {
	w := c.desk.Words
	if d.Kind != compare.Differs {
		var parts []fyne.CanvasObject
		for _, cell := range d.Cells {
			if cell.Field == data.Email || cell.Field == data.FirstName || cell.Field == data.LastName {
				continue
			}
			parts = append(parts, widgets.InfoLine(app.HeaderIn(cell, w), cell.Old+cell.New))
		}
		return parts
	}
	changes := make([]widgets.FieldChange, len(d.Cells))
	for i, cell := range d.Cells {
		changes[i] = widgets.FieldChange{Field: app.HeaderIn(cell, w), Before: cell.Old, After: cell.New}
		if cell.New == "" {
			changes[i].After = w.T("compare.empty")
		}
	}
	return []fyne.CanvasObject{widgets.ChangedFields(faceOf[d.Kind], changes...)}
}

// showDialog shows the chosen person where there is no room beside the list.
func (c *compareScreen) showDialog() {
	d, w := &c.state.comparison.Lines[c.state.current], c.desk.Words
	dialog := &widgets.Dialog{
		Title: app.NameIn(d, w), Caption: w.T("compare.kind."+d.Kind.String()) + "   ·   " + c.rowWords(d), Width: widgets.FormWidth,
		Content: widgets.VStack(0, c.paneParts(d)...),
	}
	dialog.Default = widgets.NewButton(widgets.Primary, w.T("button.close"), dialog.Hide)
	dialog.Show(c.desk.Window.Canvas())
}
