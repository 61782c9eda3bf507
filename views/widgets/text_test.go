package widgets

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/views/task"
)

func TestFitCutsWithAnEllipsis(t *testing.T) {
	test.NewTempApp(t)
	whole := "Hélène Bonnefoy-Marchetti"
	style := fyne.TextStyle{Bold: true}
	for width := float32(0); width < 260; width += 3 {
		got := fit(whole, 14, style, width)
		if used := fyne.MeasureText(got, 14, style).Width; used > width+0.5 && got != "" {
			t.Fatalf("%q is %v wide, not %v", got, used, width)
		}
		if got != whole && got != "" && !strings.HasSuffix(got, ellipsis) {
			t.Fatalf("%q was cut without saying so", got)
		}
	}
	if fit(whole, 14, style, 400) != whole {
		t.Error("cut although there was room")
	}
}

func TestWrapKeepsEveryWordAndTheWidth(t *testing.T) {
	test.NewTempApp(t)
	p := NewParagraphOf(Body, Bold("14 people would be deactivated. "), Plain("They are active today and not in the file: anticonstitutionnellement@bellerive.example"))
	for _, width := range []float32{60, 120, 200, 333, 900} {
		var all strings.Builder
		for _, line := range wrap(&p.base, Body, p.spans, width) {
			last := len(line) - 1
			trimmed := append([]Span{}, line...)
			trimmed[last].Text = strings.TrimRight(trimmed[last].Text, " ")
			if got := measure(&p.base, Body, trimmed).Width; got > width+1 {
				t.Errorf("a line of %v in %v: %q", got, width, wordsOf(line))
			}
			all.WriteString(wordsOf(line))
		}
		if all.String() != p.Words() {
			t.Errorf("at %v the text became %q", width, all.String())
		}
	}
}

func TestParagraphGrowsAsItGetsNarrower(t *testing.T) {
	p := NewParagraph(Body, "They are active today and not in the file. Is anyone missing by mistake?")
	below := NewText(Body, "below")
	w := open(t, light, small, VStack(0, p, below))
	before := below.Position().Y
	w.Resize(fyne.NewSize(200, 400))
	if below.Position().Y <= before {
		t.Errorf("what stands below stayed at %v", before)
	}
}

func TestTextAsksForLessWhenItMayBeCut(t *testing.T) {
	open(t, light, small, NewText(Body, ""))
	whole, cut := NewText(Body, "users-november.xlsx"), NewText(Body, "users-november.xlsx").CutBelow(40)
	if cut.MinSize().Width != 40 || whole.MinSize().Width <= 40 {
		t.Errorf("%v and %v", cut.MinSize(), whole.MinSize())
	}
	if short := NewText(Body, "x").CutBelow(40); short.MinSize().Width >= 40 {
		t.Error("a short text asks for more than it needs")
	}
}

func TestTooltipShowsWhatWasCut(t *testing.T) {
	task.StandStill()
	cut, whole, tips := NewText(Body, "helene.bonnefoy-marchetti@bellerive.example").CutBelow(40), NewText(Body, "short"), NewTips()
	w := open(t, light, small, container.NewStack(VStack(0, Wide(100, HStack(0, Wide(100, cut))), whole), tips))
	test.MoveMouse(w.Canvas(), fyne.NewPos(50, 8))
	task.Advance(599 * time.Millisecond)
	if tips.Shown() != "" {
		t.Fatal("too early")
	}
	task.Advance(time.Millisecond)
	if tips.Shown() != cut.Words() {
		t.Fatalf("shown %q", tips.Shown())
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(20, 30))
	task.Advance(time.Second)
	if tips.Shown() != "" {
		t.Errorf("shown %q", tips.Shown())
	}
}

func TestTooltipsShowAllOfALongText(t *testing.T) {
	tips, long := NewTips(), strings.TrimSpace(strings.Repeat("Bonnefoy-Marchetti ", 16))
	open(t, light, small, tips)
	tips.show(long, fyne.NewPos(500, 340))
	seen := ""
	for _, o := range test.LaidOutObjects(tips) {
		if line, ok := o.(*canvas.Text); ok {
			seen += line.Text + " "
			end := fyne.CurrentApp().Driver().AbsolutePositionForObject(line).Add(line.MinSize())
			if end.X > small.Width || end.Y > small.Height {
				t.Errorf("%q ends at %v", line.Text, end)
			}
		}
	}
	if strings.Join(strings.Fields(seen), " ") != long {
		t.Errorf("shown %q", seen)
	}
}

func TestTooltipsGoWhenWhatTheyAreAboutIsLeft(t *testing.T) {
	task.StandStill()
	cut, tips := NewText(Body, "helene.bonnefoy-marchetti@bellerive.example").CutBelow(40), NewTips()
	w := open(t, light, small, container.NewStack(HStack(0, Wide(100, cut)), tips))
	test.MoveMouse(w.Canvas(), fyne.NewPos(50, small.Height/2))
	task.Advance(time.Second)
	if tips.Shown() == "" {
		t.Fatal("nothing is shown")
	}
	tips.Clear()
	if tips.Shown() != "" {
		t.Error("it stays")
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(500, 5))
	test.MoveMouse(w.Canvas(), fyne.NewPos(50, small.Height/2))
	ShowMenu(w.Canvas(), fyne.NewPos(10, 10), []MenuItem{{Text: "Edit profile"}})
	task.Advance(time.Second)
	if tips.Shown() != "" {
		t.Error("it came behind a menu")
	}
}

func TestChangedLeavesOutWhatIsEmpty(t *testing.T) {
	for _, c := range []struct{ field, before, after, want string }{
		{"Role ID:", "shop-lyon-1", "shop-lyon-2", "Role ID: shop-lyon-1 → shop-lyon-2"},
		{"Phone:", "", "04", "Phone: 04"},
		{"Phone:", "04", "", "Phone: 04 "},
	} {
		if got := wordsOf(Changed(c.field, c.before, c.after)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestHStackCutsTextsBeforeButtons(t *testing.T) {
	text, button := NewText(Body, strings.Repeat("word ", 60)).CutBelow(20), NewButton(Primary, "Apply", nil)
	w := open(t, light, small, HStack(8, text, button))
	if button.Size().Width != button.MinSize().Width || button.Position().X+button.Size().Width > 600.5 {
		t.Errorf("the button is %v at %v", button.Size(), button.Position())
	}
	text.SetText("word")
	w.Content().Refresh()
	if text.Size().Width > 100 {
		t.Errorf("a short text got %v", text.Size())
	}
}
