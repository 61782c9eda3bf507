package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// A renderer that Fyne makes anew, because the widget was out of sight for a while,
// draws what the one before drew.
func TestRenderersMadeAnewAreLaidOut(t *testing.T) {
	pages := map[string]func() fyne.CanvasObject{
		"components": galleryComponents, "list": galleryList, "panels": galleryPanels,
	}
	for name, page := range pages {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(light)
		content := container.NewStack(page())
		w := test.NewTempWindow(t, content)
		w.Resize(fyne.NewSize(1280, 1000))
		seen := 0
		eachWidget(content, func(o fyne.Widget) {
			if !strings.Contains(fmt.Sprintf("%T", o), "widgets.") || o.Size().IsZero() {
				return
			}
			seen++
			before := places(test.WidgetRenderer(o).Objects())
			if anew := places(o.CreateRenderer().Objects()); anew != before {
				t.Errorf("%s: a %T of %v is drawn as\n%s, made anew as\n%s", name, o, o.Size(), before, anew)
			}
		})
		if seen < 10 {
			t.Errorf("%s: only %d widgets were looked at", name, seen)
		}
	}
}

// eachWidget visits the widgets that can be seen, from the outermost in.
func eachWidget(o fyne.CanvasObject, see func(fyne.Widget)) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			eachWidget(child, see)
		}
	case fyne.Widget:
		if !o.Visible() {
			return
		}
		inner := test.WidgetRenderer(o).Objects()
		see(o)
		for _, child := range inner {
			eachWidget(child, see)
		}
	}
}

// places tells what is drawn where.
func places(objects []fyne.CanvasObject) string {
	var b strings.Builder
	for _, o := range objects {
		if o.Visible() {
			fmt.Fprintf(&b, "  %T %v %v\n", o, o.Position(), o.Size())
		}
	}
	return b.String()
}
