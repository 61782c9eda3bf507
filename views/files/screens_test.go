package files

import (
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// fixture is a window with nothing in it but what asks for files.
type fixture struct{ *viewtest.Fixture }

func open(t testing.TB, w viewtest.Want) *fixture {
	t.Helper()
	return &fixture{viewtest.Open(t, w, func(g viewtest.Given) *desk.Desk {
		d := &desk.Desk{
			Fyne: g.Fyne, App: g.App, Words: assets.In(g.Language), Run: g.Runner, Config: g.Config, Files: g.Files,
			Window: g.Fyne.NewWindow("Headcount"), Status: widgets.NewStatusLine(),
		}
		g.Fyne.Settings().SetTheme(desk.Theme{Variant: desk.VariantSystem, Density: desk.DensityComfortable})
		d.Window.SetPadded(false)
		d.Window.SetContent(widgets.Ground(widgets.ColorPage))
		t.Cleanup(func() {
			g.Runner.CancelAll()
			g.App.Close()
			d.Window.Close()
		})
		return d
	})}
}

// drop lets files fall on the window.
func (f *fixture) drop(uris []fyne.URI) {
	if f.TakeDrop != nil {
		f.TakeDrop(uris[0].Path())
	}
}
