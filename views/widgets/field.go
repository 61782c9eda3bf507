package widgets

import (
	"fyne.io/fyne/v2"
)

// Field is an input of a form with its caption above and a place below for what is
// wrong or what helps; that place is kept, so that nothing jumps.
type Field struct {
	base
	caption *Text
	input   fyne.CanvasObject
	note    *Text
	action  *Link
	help    string
	wrong   string
	fine    string
}

// NewField puts a caption above an input, such as an Entry or a Select. Needed is the
// word that says that it must be filled in, "" if it need not.
func NewField(caption, needed string, input fyne.CanvasObject) *Field {
	f := &Field{input: input}
	spans := []Span{Plain(caption)}
	if needed != "" {
		spans = append(spans, Dim("  "+needed))
	}
	f.caption = NewSpans(CaptionText, spans...).CutBelow(40)
	f.note = NewText(Caption, "").CutBelow(0)
	f.action = NewLink("", nil)
	f.action.Hide()
	if n, ok := input.(nameable); ok {
		n.nameAfter(caption)
	}
	f.ExtendBaseWidget(f)
	return f
}

// Help sets the line below the input while nothing is wrong, and returns the field.
func (f *Field) Help(text string) *Field {
	f.help = text
	f.tell()
	return f
}

// SetWrong says what is wrong, with the octagon in the colour of problems and the edge
// of the input in it; "" takes it back.
func (f *Field) SetWrong(text string) {
	f.wrong = text
	if e, ok := f.input.(interface{ SetWrong(bool) }); ok {
		e.SetWrong(text != "")
	}
	f.tell()
}

// SetFine says in green that something was found or checked; "" takes it back.
func (f *Field) SetFine(text string) {
	f.fine = text
	f.tell()
}

// SetWayOut puts a link behind the words below; "" takes it away.
func (f *Field) SetWayOut(text string, tapped func()) {
	f.action.OnTapped = tapped
	f.action.Text = text
	f.action.Hidden = text == ""
	f.action.Refresh()
	f.Refresh()
}

// Wrong is what is said to be wrong, "" if nothing is.
func (f *Field) Wrong() string { return f.wrong }

// Input is what NewField was given.
func (f *Field) Input() fyne.CanvasObject { return f.input }

func (f *Field) tell() {
	switch {
	case f.wrong != "":
		f.note.SetStyle(Caption.In(KindProblem.Color()))
		f.note.SetSpans(Span{Text: f.wrong, Icon: IconProblem})
	case f.fine != "":
		f.note.SetStyle(Caption.In(KindCreated.Color()))
		f.note.SetSpans(Span{Text: f.fine, Icon: IconCheck})
	default:
		f.note.SetStyle(Caption)
		f.note.SetText(f.help)
	}
	f.Refresh()
}

// CreateRenderer is called by Fyne.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{f.caption, f.input, f.note, f.action}}
	note := func() float32 { return f.note.MinSize().Height + 2 }
	l.min = func() fyne.Size {
		input := f.input.MinSize()
		return fyne.NewSize(max(60, input.Width), f.caption.MinSize().Height+4+input.Height+note())
	}
	l.refresh = func() {}
	l.layout = func(size fyne.Size) {
		caption := f.caption.MinSize().Height
		f.caption.Resize(fyne.NewSize(size.Width, caption))
		input := max(f.input.MinSize().Height, size.Height-caption-4-note())
		f.input.Move(fyne.NewPos(0, caption+4))
		f.input.Resize(fyne.NewSize(size.Width, input))
		room := size.Width
		if f.action.Visible() {
			room -= f.action.MinSize().Width + 6
		}
		y := caption + 4 + input + 2
		words := min(room, measure(&f.base, f.note.style, f.note.spans).Width)
		f.note.Move(fyne.NewPos(0, y))
		f.note.Resize(fyne.NewSize(max(0, room), note()-2))
		f.action.Move(fyne.NewPos(words+6, y-2))
		f.action.Resize(f.action.MinSize())
	}
	return newLook(f, l)
}

// SearchEntry is an entry with a lens, which shows its shortcut while it is empty and a
// cross that clears it once it is not. Escape clears it too.
type SearchEntry struct {
	Entry
	hint  *Text
	clear *Button
}

// NewSearchEntry is an empty one; shortcut may be "". The words typed come to changed.
func NewSearchEntry(hint, shortcut string, changed func(text string)) *SearchEntry {
	s := &SearchEntry{}
	s.Prefer = 236
	s.PlaceHolder = hint
	s.Name = hint
	s.Icon = IconSearch.Resource(ColorMuted)
	s.hint = NewText(Caption, shortcut)
	s.clear = NewIconButton(Quiet, IconClose, "", s.Clear).Sized(Small)
	s.after = HStack(0, Inset(0, 8, 0, 0, s.hint), s.clear)
	s.become(s)
	s.OnChanged = func(text string) {
		s.show()
		if changed != nil {
			changed(text)
		}
	}
	s.show()
	return s
}

// ClearTip sets what the cross is called, and returns the entry.
func (s *SearchEntry) ClearTip(words string) *SearchEntry {
	s.clear.Tip = words
	return s
}

// Hint says what can be searched, as long as the entry is empty.
func (s *SearchEntry) Hint(hint string) {
	s.PlaceHolder, s.Name = hint, hint
	s.Refresh()
}

// Put shows a text without telling of it.
func (s *SearchEntry) Put(text string) {
	s.Entry.Put(text)
	s.show()
}

// Clear empties the entry as a person does, and keeps the focus.
func (s *SearchEntry) Clear() {
	s.SetText("")
	if c := canvasOf(s); c != nil {
		c.Focus(s)
	}
}

// TypedKey clears with Escape; an empty one passes it on.
func (s *SearchEntry) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape && s.Text != "" {
		s.Clear()
		return
	}
	s.Entry.TypedKey(key)
}

func (s *SearchEntry) show() {
	s.clear.Hidden = s.Text == ""
	s.hint.Hidden = s.Text != "" || s.hint.Words() == ""
	s.Refresh()
	if s.redraw != nil {
		s.relayout()
	}
}
