package widgets

import (
	"image/color"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// entryHeight is how high an entry of one line is.
const entryHeight = 34

// Entry is Fyne's entry with our edge, which is 2 wide when it has the focus or holds a
// mistake, and with Escape and Enter passed on to the dialog or the shell. All fields
// of widget.Entry work; OnSubmitted takes the Enter key for itself.
type Entry struct {
	widget.Entry
	// OnEntered is called when the entry gets the focus.
	OnEntered func()
	// OnLeft is called when the focus goes elsewhere, the moment to say what is wrong.
	OnLeft func()
	// OnEraseBefore is called for the Backspace key in an empty entry; may be nil.
	OnEraseBefore func()
	// Name is what a screen reader says.
	Name string
	// Prefer is the width the entry asks for, 120 unless set.
	Prefer float32

	wrong, ringed bool
	// edge is the colour at rest, the input edge unless set.
	edge fyne.ThemeColorName
	// after stands at the right end, within the edge.
	after  fyne.CanvasObject
	redraw func()
	// frameless leaves the frame to whoever the entry stands in, and tells them when it
	// would be painted; nil for an entry with a frame of its own.
	frameless func()
	// relayout follows a change of what stands at the right end.
	relayout func()
	kin      fyne.Focusable
}

// NewEntry is an entry of one line; hint is shown while it is empty.
func NewEntry(hint string) *Entry {
	e := &Entry{Prefer: 120}
	e.PlaceHolder = hint
	e.become(e)
	return e
}

// NewPasswordEntry is an entry whose letters are hidden.
func NewPasswordEntry(hint string) *Entry {
	e := NewEntry(hint)
	e.Password = true
	return e
}

// NewTextEntry is an entry of several lines, in which Enter begins a new one.
func NewTextEntry(hint string, lines int) *Entry {
	e := NewEntry(hint)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(lines)
	return e
}

func (e *Entry) become(self fyne.Widget) {
	e.kin = self.(fyne.Focusable)
	e.ExtendBaseWidget(self)
}

// SetWrong draws the edge in the colour of problems, or not.
func (e *Entry) SetWrong(wrong bool) {
	e.wrong = wrong
	e.repaint()
}

// Wrong reports whether the edge has the colour of problems.
func (e *Entry) Wrong() bool { return e.wrong }

// Put shows a text without calling OnChanged, for show functions that set every widget.
func (e *Entry) Put(text string) {
	if e.Text == text {
		return
	}
	changed := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = changed
}

// FocusGained is called by the canvas.
func (e *Entry) FocusGained() {
	e.ringed = true
	e.Entry.FocusGained()
	e.repaint()
	if e.OnEntered != nil {
		e.OnEntered()
	}
}

// FocusLost is called by the canvas.
func (e *Entry) FocusLost() {
	e.ringed = false
	e.Entry.FocusLost()
	e.repaint()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// TypedKey passes Escape on, and Enter if nobody here waits for it.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	enter := key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
	switch {
	case key.Name == fyne.KeyBackspace && e.Text == "" && e.OnEraseBefore != nil:
		e.OnEraseBefore()
	case key.Name == fyne.KeyEscape,
		enter && !e.MultiLine && e.OnSubmitted == nil,
		isFunctionKey(key.Name),
		!e.MultiLine && (key.Name == fyne.KeyUp || key.Name == fyne.KeyDown || key.Name == fyne.KeyPageUp || key.Name == fyne.KeyPageDown):
		pass(e.kin.(fyne.CanvasObject), key)
	default:
		e.Entry.TypedKey(key)
	}
}

// TypedShortcut edits, or leaves the shortcut to the window.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if isForMenus(s) {
		passShortcut(e.kin.(fyne.CanvasObject), s)
		return
	}
	before := e.Text
	e.Entry.TypedShortcut(s)
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if e.Text == before { // there was nothing of the text to undo
			passShortcut(e.kin.(fyne.CanvasObject), s)
		}
	}
}

func isFunctionKey(name fyne.KeyName) bool {
	return len(name) > 1 && name[0] == 'F' && unicode.IsDigit(rune(name[1]))
}

// AccessibilityLabel is the name, or the hint.
func (e *Entry) AccessibilityLabel() string {
	if e.Name == "" {
		return e.PlaceHolder
	}
	return e.Name
}

// AccessibilityRole says that this is text.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize is 34 high for one line.
func (e *Entry) MinSize() fyne.Size {
	size := e.Entry.MinSize()
	size.Width = e.Prefer
	if !e.MultiLine {
		size.Height = entryHeight
	}
	return size
}

func (e *Entry) repaint() {
	if e.redraw != nil {
		e.redraw()
	}
}

// CreateRenderer is called by Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	inner := e.Entry.CreateRenderer()
	for _, o := range inner.Objects() {
		if _, scrolls := o.(interface{ ScrollToTop() }); scrolls && !e.MultiLine {
			container.NewThemeOverride(o, calm{barless: true})
		}
	}
	r := &entryLook{WidgetRenderer: inner, entry: e, ground: &plate{}}
	e.redraw = r.frame
	e.relayout = func() { r.Layout(e.Size()) }
	r.frame()
	layAnew(e, r)
	return r
}

// entryLook draws our frame in the place of Fyne's and lays the text out in our height.
type entryLook struct {
	fyne.WidgetRenderer
	entry  *Entry
	ground *plate
}

// textIndent is what our text stands further in than Fyne's.
const textIndent = 3

// Objects puts the frame in the place of the ground and the edge that Fyne draws first.
func (r *entryLook) Objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{&r.ground.Rectangle}, r.WidgetRenderer.Objects()[2:]...)
	if r.entry.after != nil {
		objects = append(objects, r.entry.after)
	}
	return objects
}

// Layout centres the text, which Fyne puts at the top, and what stands beside it.
func (r *entryLook) Layout(size fyne.Size) {
	e := r.entry
	lift, room := float32(0), size.Width-2*textIndent
	if !e.MultiLine {
		lift = (size.Height - r.WidgetRenderer.MinSize().Height) / 2
	}
	if e.after != nil && e.after.Visible() {
		least := e.after.MinSize()
		e.after.Resize(least)
		e.after.Move(fyne.NewPos(size.Width-least.Width-3, (size.Height-least.Height)/2))
		room -= least.Width + 2
	}
	r.WidgetRenderer.Layout(fyne.NewSize(max(0, room), size.Height-2*min(0, lift)))
	for _, o := range r.WidgetRenderer.Objects()[2:] {
		if _, icon := o.(*widget.Icon); icon {
			o.Resize(fyne.NewSquareSize(16))
			o.Move(fyne.NewPos(o.Position().X+textIndent, (size.Height-16)/2))
			continue
		}
		o.Move(o.Position().AddXY(textIndent, lift))
	}
	r.ground.put(fyne.Position{}, size)
}

// Refresh paints.
func (r *entryLook) Refresh() {
	r.WidgetRenderer.Refresh()
	r.frame()
}

func (r *entryLook) frame() {
	e := r.entry
	if e.frameless != nil {
		r.ground.Hidden = true
		e.frameless()
		return
	}
	th, variant := e.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	paint := func(name fyne.ThemeColorName) color.Color {
		if c := th.Color(name, variant); c != nil {
			return c
		}
		return Theme{}.Color(name, variant)
	}
	fill, edge, width := paint(theme.ColorNameInputBackground), paint(ColorInputEdge), float32(1)
	if e.edge != "" {
		edge = paint(e.edge)
	}
	switch {
	case e.Disabled():
		fill, edge = paint(ColorDisabledGround), paint(ColorLine)
	case e.wrong:
		edge, width = paint(KindProblem.Color()), 2
	case e.ringed:
		edge, width = paint(ColorAccent), 2
	}
	r.ground.dress(fill, edge, width, th.Size(theme.SizeNameInputRadius))
	r.ground.put(fyne.Position{}, e.Size())
	r.ground.Refresh()
}
