package report

import (
	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/widgets"
)

// reportPart is a part of the report that F6 goes to: where it stands, and what takes
// the keys there, nil if nothing can.
type reportPart struct {
	area  fyne.CanvasObject
	first fyne.Focusable
}

// parts are what F6 goes through: tiles, what stands above the changes, search, rows,
// pane, foot.
func (r *report) parts() []reportPart {
	return []reportPart{
		{r.tileRow, r.firstTile()},
		{r.groups.content, r.groups.first()},
		{r.notices.content, r.notices.firstOfAll()},
		{r.searchEntry, r.searchEntry},
		{r.listCard, r.list.Focus()},
		{r.formsCard, r.forms.Focus()},
		{r.pane, r.paneFirst},
		{r.actions.content, r.actions.first()},
	}
}

// jump gives the keys to the next part that can take them.
func (r *report) jump() {
	canvas, parts := r.desk.Window.Canvas(), r.parts()
	at := 0
	for i, part := range parts {
		if stands(canvas.Focused(), part.area) {
			at = i + 1
		}
	}
	for i := range parts {
		part := parts[(at+i)%len(parts)]
		if part.area.Visible() && part.first != nil {
			canvas.Focus(part.first)
			return
		}
	}
}

// stands reports whether what has the focus stands in a part of the window.
func stands(focused fyne.Focusable, area fyne.CanvasObject) bool {
	o, ok := focused.(fyne.CanvasObject)
	if !ok || !area.Visible() {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	at, from := driver.AbsolutePositionForObject(o), driver.AbsolutePositionForObject(area)
	at = at.Subtract(from)
	return at.X >= 0 && at.Y >= 0 && at.X < area.Size().Width && at.Y < area.Size().Height
}

// firstTile is the chosen tile, or the first one that filters.
func (r *report) firstTile() fyne.Focusable {
	var first fyne.Focusable
	for _, kind := range widgets.Kinds {
		tile := r.tiles[kind]
		if tile.Chosen() {
			return tile
		}
		if first == nil && tile.Visible() && !tile.Nobody() {
			first = tile
		}
	}
	return first
}

// firstOfAll is the first guard that waits, else the first button of what stands above
// the changes.
func (n *reportNotices) firstOfAll() fyne.Focusable {
	if first := n.first(); first != nil {
		return first
	}
	for _, b := range n.buttons {
		if !b.Disabled() {
			return b
		}
	}
	return nil
}
