package viewtest

import (
	"cmp"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

var update = flag.Bool("update", false, "write the goldens anew")

// Golden compares what a person reads on the screen with testdata/NAME.txt, and wants a
// name for everything that takes the keys.
func Golden(t testing.TB, name string, d *desk.Desk) {
	t.Helper()
	lookForNames(t, d, name)
	if shotsFolder != "" {
		takeShots(t, name, d)
		return
	}
	seen := Reading(d)
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(seen), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if seen != string(want) {
		t.Errorf("%s differs (run with -update to accept)\n--- seen\n%s\n--- wanted\n%s", path, seen, want)
	}
}

// Reading is what stands on the screen, line by line from the top, as somebody would
// read it aloud: words, icons as [name], what cannot be pressed in (brackets). In front
// of everything stands the dialog, if there is one.
func Reading(d *desk.Desk) string {
	c := d.Window.Canvas()
	top := c.Content()
	if o := c.Overlays().Top(); o != nil {
		top = o
	}
	r := &reader{}
	r.look(top, fyne.Position{}, area{fyne.Position{}, fyne.NewPos(c.Size().Width, c.Size().Height)}, false)
	return r.text()
}

type area struct{ from, to fyne.Position }

func (a area) cut(pos fyne.Position, size fyne.Size) area {
	return area{
		fyne.NewPos(max(a.from.X, pos.X), max(a.from.Y, pos.Y)),
		fyne.NewPos(min(a.to.X, pos.X+size.Width), min(a.to.Y, pos.Y+size.Height)),
	}
}

// word is one text or icon where it stands.
type word struct {
	x, y float32 // y is the middle
	text string
}

type reader struct{ words []word }

func (r *reader) look(o fyne.CanvasObject, at fyne.Position, in area, disabled bool) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
		disabled = true
	}
	switch o := o.(type) {
	case *canvas.Text:
		r.add(o.Text, at, o.Size(), in, disabled)
	case *canvas.Image:
		if o.Resource != nil {
			name, _, _ := strings.Cut(o.Resource.Name(), "-")
			r.add("["+strings.TrimSuffix(name, ".svg")+"]", at, o.Size(), in, disabled)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			r.look(child, at, in, disabled)
		}
	case *container.Scroll:
		r.look(o.Content, at, in.cut(at, o.Size()), disabled)
	case *widgets.Scroll:
		r.look(o.Content, at, in.cut(at, o.Size()), disabled)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			r.look(child, at, in, disabled)
		}
	}
}

func (r *reader) add(text string, at fyne.Position, size fyne.Size, in area, disabled bool) {
	x, y := at.X+1, at.Y+size.Height/2
	if strings.TrimSpace(text) == "" || x < in.from.X || x > in.to.X || y < in.from.Y || y > in.to.Y {
		return
	}
	if disabled {
		text = "(" + text + ")"
	}
	r.words = append(r.words, word{x, y, text})
}

// text puts words of about the same height into one line.
func (r *reader) text() string {
	slices.SortStableFunc(r.words, func(a, b word) int { return cmp.Compare(a.y, b.y) })
	var all strings.Builder
	for len(r.words) > 0 {
		n := 1
		for n < len(r.words) && r.words[n].y-r.words[0].y < 7 {
			n++
		}
		line := slices.Clone(r.words[:n])
		r.words = r.words[n:]
		slices.SortStableFunc(line, func(a, b word) int { return cmp.Compare(a.x, b.x) })
		for i, w := range line {
			if i > 0 {
				all.WriteString("  ")
			}
			all.WriteString(w.text)
		}
		all.WriteString("\n")
	}
	return all.String()
}
