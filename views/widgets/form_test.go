package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/views/task"
)

func TestDialogKeepsTheTabKeyInside(t *testing.T) {
	behind := NewButton(Secondary, "behind", nil)
	w := open(t, light, small, VStack(0, behind))
	w.Canvas().Focus(behind)
	first, second := NewEntry(""), NewEntry("")
	ok := NewButton(Primary, "Save", nil)
	d := &Dialog{Title: "Edit", Content: VStack(8, NewField("First", "", first), NewField("Second", "", second)), Cancel: "Cancel", Default: ok}
	d.Show(w.Canvas())
	if w.Canvas().Focused() != first {
		t.Fatalf("the focus begins with %T", w.Canvas().Focused())
	}
	seen := map[fyne.Focusable]bool{}
	for range 12 {
		w.Canvas().FocusNext()
		seen[w.Canvas().Focused()] = true
	}
	if seen[behind] || !seen[second] || !seen[ok] || !seen[d.cancel] {
		t.Errorf("Tab went to %v", seen)
	}
	d.Hide()
	if w.Canvas().Focused() != behind || w.Canvas().Overlays().Top() != nil {
		t.Errorf("the focus went to %T", w.Canvas().Focused())
	}
}

func TestDialogEscapeAndEnter(t *testing.T) {
	w := open(t, light, small, VStack(0))
	saved, cancelled, heard := 0, 0, 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	line, lines := NewEntry(""), NewTextEntry("", 3)
	d := &Dialog{
		Title: "Edit", Content: VStack(8, line, lines), Cancel: "Cancel", OnCancel: func() { cancelled++ },
		Default: NewButton(Primary, "Save", func() { saved++ }),
	}
	d.Show(w.Canvas())
	line.TypedKey(key(fyne.KeyReturn))
	if saved != 1 || !d.Shown() {
		t.Errorf("Enter in a line: saved %d, shown %v", saved, d.Shown())
	}
	lines.TypedKey(key(fyne.KeyReturn))
	if saved != 1 || lines.Text != "\n" {
		t.Errorf("Enter in many lines: saved %d, text %q", saved, lines.Text)
	}
	d.cancel.TypedKey(key(fyne.KeyReturn))
	if saved != 1 || cancelled != 1 || d.Shown() {
		t.Errorf("Enter on Cancel: saved %d, cancelled %d", saved, cancelled)
	}
	d.Show(w.Canvas())
	lines.TypedKey(key(fyne.KeyEscape))
	if cancelled != 2 || d.Shown() {
		t.Errorf("Escape: cancelled %d", cancelled)
	}
	w.Canvas().OnTypedKey()(key(fyne.KeyF6))
	if heard != 1 {
		t.Error("the shell's keys were not given back")
	}
}

func TestDangerousDialogBeginsWithCancel(t *testing.T) {
	w := open(t, light, small, VStack(0))
	d := &Dialog{Title: "Delete", Content: NewParagraph(Body, "For good"), Cancel: "Cancel", Default: NewButton(DangerousPrimary, "Delete", nil)}
	d.Show(w.Canvas())
	if w.Canvas().Focused() != d.cancel {
		t.Errorf("the focus begins with %T", w.Canvas().Focused())
	}
}

func TestDialogStaysWithinTheWindow(t *testing.T) {
	w := open(t, light, small, VStack(0))
	rows := VStack(4)
	for range 60 {
		rows.Add(NewText(Body, "row"))
	}
	d := &Dialog{Title: "Long", Content: rows, Width: FormWidth, Default: NewButton(Primary, "Close", nil)}
	d.Show(w.Canvas())
	if size := d.card.Size(); size.Width > 552 || size.Height > 352 {
		t.Errorf("the dialog is %v in a window of %v", size, w.Canvas().Size())
	}
	if foot := d.card.foot.Position().Y + d.card.foot.Size().Height; foot > d.card.Size().Height+0.5 {
		t.Error("the foot left the dialog")
	}
}

func guardOf(face GuardFace) GuardFace {
	face.Words = GuardWords{Title: "14 people would be deactivated", Ask: "Type 14", Wrong: "it is 14", Right: "confirmed", LookFirst: "Look first", Look: "Names"}
	return face
}

func TestGuardWantsItsNumber(t *testing.T) {
	var passed []bool
	next := 0
	g := NewGuard(guardOf(GuardFace{Number: "1 014"}))
	g.OnPassed = func(p bool) { passed = append(passed, p) }
	g.OnNext = func() { next++ }
	open(t, light, small, VStack(0, g))
	test.Type(g.Entry(), "1x0.1")
	if g.Entry().Text != "101" || g.State() != GuardOpen {
		t.Fatalf("text %q, state %v", g.Entry().Text, g.State())
	}
	test.Type(g.Entry(), "3")
	if g.State() != GuardWrong || g.ask.Words() != "it is 14" || !g.entry.Wrong() {
		t.Errorf("1013: state %v, says %q", g.State(), g.ask.Words())
	}
	g.Entry().TypedKey(key(fyne.KeyBackspace))
	test.Type(g.Entry(), "4")
	if !g.Passed() || g.ask.Words() != "confirmed" || !passed[len(passed)-1] {
		t.Errorf("1014: state %v, says %q", g.State(), g.ask.Words())
	}
	g.Entry().TypedKey(key(fyne.KeyReturn))
	if next != 1 {
		t.Error("Enter did not go on")
	}
	g.Set(guardOf(GuardFace{Number: "1 013"}))
	if g.Entry().Text != "" || g.Passed() {
		t.Error("the old number stayed when another was asked for")
	}
}

func TestGuardWithNamesWantsEachOfThem(t *testing.T) {
	g := NewGuard(guardOf(GuardFace{Number: "2", Names: []string{"Zoë Bäcker", "Anaïs Lemoine"}}))
	open(t, light, small, VStack(0, g))
	if g.Entry() != nil || g.First() != g.checks[0] {
		t.Fatal("there is an entry beside the names")
	}
	test.Tap(g.checks[0])
	if g.Passed() {
		t.Error("passed with one of two")
	}
	test.Tap(g.checks[1])
	if !g.Passed() {
		t.Error("not passed with both")
	}
	g.Set(guardOf(GuardFace{Number: "2", Names: []string{"Zoë Bäcker", "Anaïs Lemoine"}}))
	if !g.Passed() {
		t.Error("the same face again took the ticks away")
	}
	g.Set(guardOf(GuardFace{Number: "2", Names: []string{"Zoë Bäcker", "Ömer Yıldız"}}))
	if g.Passed() {
		t.Error("other people inherited the ticks")
	}
}

func TestGuardMayWantTheNamesOpenedFirst(t *testing.T) {
	looked := 0
	g := NewGuard(guardOf(GuardFace{Number: "80", MustLook: true}))
	g.OnLook = func() { looked++ }
	open(t, light, small, VStack(0, g))
	if !g.entry.Disabled() || g.ask.Words() != "Look first" || g.First() != g.look {
		t.Fatalf("entry on: %v, says %q", !g.entry.Disabled(), g.ask.Words())
	}
	test.Tap(g.look)
	if looked != 1 || g.entry.Disabled() {
		t.Error("looking did not open the entry")
	}
}

func TestImpossibleGuardHasNoEntry(t *testing.T) {
	g := NewGuard(guardOf(GuardFace{Impossible: true, Number: "1"}))
	open(t, light, small, VStack(0, g))
	if g.Entry() != nil || g.First() != nil || g.Passed() || g.State() != GuardImpossible {
		t.Error("there is a way past it")
	}
}

func TestNumberEntryPastesDigitsOnly(t *testing.T) {
	e := NewNumberEntry()
	open(t, light, small, VStack(0, e))
	clipboard := fyne.CurrentApp().Clipboard()
	clipboard.SetContent("14 people")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if e.Text != "14" {
		t.Errorf("pasted %q", e.Text)
	}
	if got := digitsOf("١٤"); got != "14" {
		t.Errorf("Arabic digits became %q", got)
	}
}

func TestFieldSaysWhatIsWrongWithoutJumping(t *testing.T) {
	left := 0
	e := NewEntry("")
	e.OnLeft = func() { left++ }
	f := NewField("Email", "(needed)", e).Help("Where reports go")
	w := open(t, light, small, VStack(0, f))
	before := f.MinSize()
	f.SetWrong("There is a comma.")
	if !e.Wrong() || f.note.Words() != "There is a comma." || f.MinSize() != before {
		t.Errorf("wrong %v, says %q, size %v was %v", e.Wrong(), f.note.Words(), f.MinSize(), before)
	}
	f.SetWrong("")
	if e.Wrong() || f.note.Words() != "Where reports go" {
		t.Errorf("says %q", f.note.Words())
	}
	w.Canvas().Focus(e)
	w.Canvas().Unfocus()
	if left != 1 {
		t.Errorf("left %d times", left)
	}
}

func TestSearchEntryClearsThenPassesOn(t *testing.T) {
	var said []string
	s := NewSearchEntry("Name", "Ctrl F", func(text string) { said = append(said, text) })
	w := open(t, light, small, VStack(0, s))
	heard := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	test.Type(s, "bo")
	if !s.clear.Visible() || s.hint.Visible() {
		t.Error("the cross should stand in the place of the shortcut")
	}
	s.TypedKey(key(fyne.KeyEscape))
	if s.Text != "" || heard != 0 || said[len(said)-1] != "" {
		t.Errorf("Escape left %q, said %v", s.Text, said)
	}
	s.TypedKey(key(fyne.KeyEscape))
	if heard != 1 {
		t.Error("the second Escape was swallowed")
	}
	n := len(said)
	s.Put("zoë")
	if len(said) != n || s.Text != "zoë" {
		t.Error("Put called back")
	}
}

func TestStatusLineStaysSixSecondsOrWhileHovered(t *testing.T) {
	task.StandStill()
	s := NewStatusLine()
	open(t, light, small, s)
	undone := 0
	s.Say("Zoë Bäcker was deactivated.", Way{"Undo", func() { undone++ }})
	task.Advance(5 * time.Second)
	if s.Words() == "" {
		t.Fatal("gone too early")
	}
	s.bar.MouseIn(&desktop.MouseEvent{})
	task.Advance(time.Hour)
	if s.Words() == "" {
		t.Fatal("gone under the pointer")
	}
	s.bar.MouseOut()
	task.Advance(6 * time.Second)
	if s.Words() != "" {
		t.Fatal("still there")
	}
	if len(s.Ways()) != 0 {
		t.Error("a line that is gone offers something")
	}
	s.Say("Zoë Bäcker was deactivated.", Way{"Undo", func() { undone++ }})
	s.Ways()[0].Tapped(nil)
	if undone != 1 || s.Words() != "" {
		t.Errorf("undone %d, says %q", undone, s.Words())
	}
}

// TestStatusLineWithSeveralWaysWaits: one of several ways is to be chosen, which takes
// longer than reading.
func TestStatusLineWithSeveralWaysWaits(t *testing.T) {
	task.StandStill()
	s := NewStatusLine()
	open(t, light, small, s)
	s.Say("The report is a draft.", Way{"Open", func() {}}, Way{"Show in folder", func() {}})
	task.Advance(30 * time.Second)
	if s.Words() == "" || len(s.Ways()) != 2 {
		t.Errorf("says %q with %d ways", s.Words(), len(s.Ways()))
	}
	task.Advance(31 * time.Second)
	if s.Words() != "" {
		t.Error("there for ever")
	}
}

func TestProgressCancelsOnce(t *testing.T) {
	cancelled := 0
	p := NewProgress(ProgressWords{"Cancel", "Cancelling…"}, func() { cancelled++ })
	open(t, light, small, VStack(0, p))
	p.Start("Reading")
	p.Set("Comparing", "148 of 239 rows", 148, 239)
	if s := p.Share(); s < .61 || s > .63 {
		t.Errorf("share %v", s)
	}
	p.Cancel().Press()
	p.Cancel().Press()
	if cancelled != 1 || p.Cancel().Text != "Cancelling…" {
		t.Errorf("cancelled %d, says %q", cancelled, p.Cancel().Text)
	}
	p.Start("Again")
	if p.Cancel().Disabled() || p.Cancel().Text != "Cancel" || p.Share() != 0 {
		t.Error("a new start is not new")
	}
}

func TestErrorBoxFoldsItsDetails(t *testing.T) {
	e := NewErrorBox(ErrorWords{"Details", "Less"})
	open(t, light, small, VStack(0, e))
	if e.Sentence() != "" || e.Visible() {
		t.Fatal("shown before there is an error")
	}
	e.Say("This is an old Excel file (.xls).", "Save it as .xlsx.", "magic D0 CF")
	folded := e.HeightFor(400)
	test.Tap(e.fold)
	if e.HeightFor(400) <= folded || e.fold.Text != "Less" {
		t.Error("the details did not unfold")
	}
	e.Say("Another.", "", "")
	if e.fold.Visible() || e.details.Visible() {
		t.Error("an error without details offers some")
	}
}
