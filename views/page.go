package views

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// pageMargin is the room around a screen: 20, less in narrow and more in wide windows.
type pageMargin struct{}

func (pageMargin) at(width float32) float32 {
	switch all := width + sidebarWidth; {
	case all < 1100:
		return 12
	case all >= 1920:
		return 32
	}
	return 20
}

// Layout is called by Fyne.
func (p pageMargin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin := p.at(size.Width)
	for _, o := range objects {
		o.Move(fyne.NewPos(margin, 14))
		o.Resize(size.SubtractWidthHeight(2*margin, 14+20))
	}
}

// MinSize is called by Fyne.
func (pageMargin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(24, 34)
}

// rightColumn puts a second object of a fixed width beside the first.
type rightColumn struct {
	width, gap float32
}

// Layout is called by Fyne.
func (r *rightColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width
	if objects[1].Visible() {
		left -= r.width + r.gap
		objects[1].Move(fyne.NewPos(left+r.gap, 0))
		objects[1].Resize(fyne.NewSize(r.width, size.Height))
	}
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
}

// MinSize is called by Fyne.
func (r *rightColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	if objects[1].Visible() {
		least.Width += r.width + r.gap
	}
	return least
}

// snug gives an object the height it asks for, less if there is less.
type snug struct{ wish func() float32 }

// Layout is called by Fyne.
func (s snug) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, min(size.Height, s.wish())))
}

// MinSize is called by Fyne.
func (s snug) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, 80)
}

// framed puts a center between edges, any of which may be nil, without the room that
// Fyne's own border leaves between them.
func framed(top, bottom, left, right, center fyne.CanvasObject) *fyne.Container {
	f := &frame{top: top, bottom: bottom, left: left, right: right, center: center}
	all := []fyne.CanvasObject{center}
	for _, o := range []fyne.CanvasObject{top, bottom, left, right} {
		if o != nil {
			all = append(all, o)
		}
	}
	return container.New(f, all...)
}

// stacked is framed by a head and a foot, with the Tab key going from the head down.
func stacked(head, center, foot fyne.CanvasObject) *fyne.Container {
	return container.New(&frame{top: head, bottom: foot, center: center}, head, center, foot)
}

type frame struct{ top, bottom, left, right, center fyne.CanvasObject }

// Layout is called by Fyne.
func (f *frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	above, below := least(f.top).Height, least(f.bottom).Height
	before, after := least(f.left).Width, least(f.right).Width
	middle := max(0, size.Height-above-below)
	put(f.top, 0, 0, size.Width, above)
	put(f.bottom, 0, size.Height-below, size.Width, below)
	put(f.left, 0, above, before, middle)
	put(f.right, size.Width-after, above, after, middle)
	put(f.center, before, above, max(0, size.Width-before-after), middle)
}

// MinSize is called by Fyne.
func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size {
	size := least(f.center)
	size = size.AddWidthHeight(least(f.left).Width+least(f.right).Width, 0)
	size.Height = max(size.Height, least(f.left).Height, least(f.right).Height)
	return fyne.NewSize(max(size.Width, least(f.top).Width, least(f.bottom).Width),
		size.Height+least(f.top).Height+least(f.bottom).Height)
}

// least is the smallest size of an object, none for one that is hidden or not there.
func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	if o != nil {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	}
}

// argument is the value of a name in a list of names and values.
func argument(args []string, name string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return ""
}

// lines are the parts of a joined list.
func lines(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, "\n")
}

// nameWithoutEnding is a file's name up to its last point.
func nameWithoutEnding(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
