package viewtest

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// Pictures of every screen in every state that has a golden are taken by the
// same tests, in one go: make shots. HEADCOUNT_SHOTS names the folder that they
// go to, HEADCOUNT_SHOTS_LANGUAGE the language of states that are tested in one
// language only.
var (
	shotsFolder   = os.Getenv("HEADCOUNT_SHOTS")
	shotsLanguage = os.Getenv("HEADCOUNT_SHOTS_LANGUAGE")
)

// shotSizes are the insides of windows of 1280 by 800 and 1024 by 700.
var shotSizes = map[string]fyne.Size{
	"1280x800": fyne.NewSize(1280, 772),
	"1024x700": fyne.NewSize(1024, 672),
}

// takeShots keeps a picture of what is shown in both looks and both sizes, and
// leaves the window as it was.
func takeShots(t testing.TB, name string, d *desk.Desk) {
	t.Helper()
	state, _ := strings.CutSuffix(strings.TrimSuffix(name, "-fr"), "-en")
	language := d.Words.Language()
	canvas := d.Window.Canvas()
	was := canvas.Size()
	settings := fyne.CurrentApp().Settings()
	look := settings.Theme()
	for size, inside := range shotSizes {
		d.Window.Resize(inside)
		for _, variant := range []widgets.Variant{widgets.VariantLight, widgets.VariantDark} {
			theme, ok := look.(desk.Theme)
			if !ok {
				t.Fatalf("the theme is a %T", look)
			}
			theme.Variant = variant
			settings.SetTheme(theme)
			folder := filepath.Join(shotsFolder, size+"-"+language+"-"+string(variant))
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			f, err := os.Create(filepath.Join(folder, state+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, canvas.Capture()); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	settings.SetTheme(look)
	d.Window.Resize(was)
}
