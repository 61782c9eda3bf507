package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// What has no room at all leaves a sign: a number that lost its last digits would
// seem to be another one.
func TestACutLineSaysSo(t *testing.T) {
	test.NewTempApp(t)
	b := &NewText(Body, "").base
	spans := []Span{{Text: "+33 6 55 55 55 "}, {Text: "01", Bold: true}}
	whole := measure(b, Body, spans).Width
	first := measure(b, Body, spans[:1]).Width
	for width := first; width < whole-1; width++ {
		s := &strip{}
		s.set(b, Body, spans, width)
		shown := ""
		for _, o := range s.objects() {
			shown += o.(*canvas.Text).Text
		}
		if !s.cut || !strings.HasSuffix(shown, ellipsis) || s.width > width+0.5 {
			t.Errorf("in %v of %v it shows %q, %v wide", width, whole, shown, s.width)
		}
	}
}
