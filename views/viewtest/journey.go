package viewtest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// Turn turns the option with this title on or off, unless it is.
func Turn(t testing.TB, d *desk.Desk, title string, on bool) {
	t.Helper()
	if row := option(t, d, title); row.Checked() != on {
		row.Tapped(&fyne.PointEvent{})
	}
}

// IsOn reports whether the option with this title is on.
func IsOn(t testing.TB, d *desk.Desk, title string) bool {
	t.Helper()
	return option(t, d, title).Checked()
}

func option(t testing.TB, d *desk.Desk, title string) (found *widgets.OptionRow) {
	t.Helper()
	Walk(front(d), func(o fyne.CanvasObject) {
		if row, ok := o.(*widgets.OptionRow); ok && row.Title == title {
			found = row
		}
	})
	if found == nil {
		t.Fatalf("no option %q in\n%s", title, Reading(d))
	}
	return found
}

// front is the dialog, or the content where there is none.
func front(d *desk.Desk) fyne.CanvasObject {
	if o := d.Window.Canvas().Overlays().Top(); o != nil {
		return o
	}
	return d.Window.Canvas().Content()
}

// PassGuards types and ticks what every guard in sight asks for.
func PassGuards(t testing.TB, d *desk.Desk) {
	t.Helper()
	var guards []*widgets.Guard
	Walk(front(d), func(o fyne.CanvasObject) {
		if g, ok := o.(*widgets.Guard); ok {
			guards = append(guards, g)
		}
	})
	for _, g := range guards {
		g.SetLooked(true)
		if e := g.Entry(); e != nil {
			test.Type(e, g.Number())
			continue
		}
		for _, c := range g.Checks() {
			c.Tapped(&fyne.PointEvent{})
		}
	}
}

// PressPrimary presses the one button in the accent and returns it.
func PressPrimary(t testing.TB, d *desk.Desk) *widgets.Button {
	t.Helper()
	var found []*widgets.Button
	Walk(front(d), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Importance == widgets.Primary {
			found = append(found, b)
		}
	})
	if len(found) != 1 {
		t.Fatalf("%d primary buttons in\n%s", len(found), Reading(d))
	}
	found[0].Press()
	return found[0]
}

// Simulate uploads a file and shows its report; the options are named by the keys of
// their titles, and turned on.
func (f *Fixture) Simulate(path string, on ...string) {
	f.T.Helper()
	f.Go.UploadFile(path)
	for _, key := range on {
		Turn(f.T, f.Desk, f.Words.T(key), true)
	}
	PressPrimary(f.T, f.Desk)
}

// SimulateNovember uploads a file of November that deactivates who is not in it.
func (f *Fixture) SimulateNovember() {
	f.T.Helper()
	f.Simulate(f.Write("november.csv", November()...), "upload.deactivate")
}

// ApplyShown applies the report that is shown, past its guards.
func (f *Fixture) ApplyShown() {
	f.T.Helper()
	PassGuards(f.T, f.Desk)
	PressPrimary(f.T, f.Desk)
}

// Rename applies a file that gives people another first name and moves them to the head
// office; it returns the upload.
func (f *Fixture) Rename(file, first string, who ...string) data.Upload {
	f.T.Helper()
	f.Simulate(f.Write(file, renamed(first, who)...))
	f.ApplyShown()
	all := f.Uploads()
	if all[0].Mode != data.Applied || all[0].File.Name != file {
		f.T.Fatalf("%s is not applied:\n%s", file, Reading(f.Desk))
	}
	return all[0]
}

// Uploads are all of the history, newest first.
func (f *Fixture) Uploads() []data.Upload {
	f.T.Helper()
	all, err := f.App.Uploads(context.Background(), 0, 0)
	if err != nil {
		f.T.Fatal(err)
	}
	return all
}

// Letters are those in the outbox.
func (f *Fixture) Letters() []data.Letter {
	f.T.Helper()
	box, err := f.App.Outbox.Contents(context.Background())
	if err != nil {
		f.T.Fatal(err)
	}
	return box.Letters
}

// renamed are the lines of people with another first name.
func renamed(first string, who []string) (rows []string) {
	for _, row := range People() {
		name, _, _ := strings.Cut(row, "@")
		if slices.Contains(who, name) {
			row = strings.Replace(row, "shop-lyon-1", "head-office", 1)
			rows = append(rows, strings.Replace(row, name+"@example.org;"+strings.Split(row, ";")[1], name+"@example.org;"+first, 1))
		}
	}
	return rows
}
