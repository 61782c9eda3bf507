package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// ErrorBox says what went wrong and what to do, on the tint of problems, beside its
// cause. Details are folded.
type ErrorBox struct {
	base
	title   *Paragraph
	text    *Paragraph
	details *Paragraph
	fold    *Link
	plate   *Card
	words   ErrorWords
	open    bool
	ways    *fyne.Container
}

// ErrorWords are the words that fold and unfold the details.
type ErrorWords struct{ Details, Less string }

// NewErrorBox is empty and hidden until Say.
func NewErrorBox(words ErrorWords) *ErrorBox {
	e := &ErrorBox{
		title: NewParagraph(BodyBold, ""), text: NewParagraph(CaptionText, ""), details: NewParagraph(Caption, ""),
		words: words,
	}
	e.fold = NewIconLink(IconChevronRight, words.Details, e.toggle)
	e.ways = HStack(8)
	column := VStack(2, e.title, e.text, HStack(0, e.fold), e.details, e.ways)
	icon := NewIconView(IconProblem, KindProblem.Color(), 20)
	e.plate = NewTinted(KindProblem, container.New(&iconBeside{12}, icon, column))
	e.plate.Inside, e.plate.radius = 12, 9
	e.ExtendBaseWidget(e)
	e.Hide()
	return e
}

// Say shows an error: a bold first sentence, the way out, folded details ("" for none)
// and buttons that lead out.
func (e *ErrorBox) Say(sentence, wayOut, details string, ways ...*Button) {
	e.title.SetText(sentence)
	e.text.SetText(wayOut)
	e.text.Hidden = wayOut == ""
	e.details.SetText(details)
	e.open = false
	e.ways.Objects = nil
	for _, b := range ways {
		e.ways.Objects = append(e.ways.Objects, b)
	}
	e.ways.Hidden = len(ways) == 0
	e.Show()
	e.show()
}

// Sentence is what the box says first, "" while it is hidden.
func (e *ErrorBox) Sentence() string {
	if !e.Visible() {
		return ""
	}
	return e.title.Words()
}

// Details is what is folded.
func (e *ErrorBox) Details() string { return e.details.Words() }

func (e *ErrorBox) toggle() {
	e.open = !e.open
	e.show()
}

func (e *ErrorBox) show() {
	e.fold.Hidden = e.details.Words() == ""
	e.fold.Text, e.fold.Icon = e.words.Details, IconChevronRight
	if e.open {
		e.fold.Text, e.fold.Icon = e.words.Less, IconChevronDown
	}
	e.details.Hidden = !e.open
	e.fold.Refresh()
	e.Refresh()
}

// HeightFor is how high the box is at this width.
func (e *ErrorBox) HeightFor(width float32) float32 { return e.plate.HeightFor(width) }

// CreateRenderer is called by Fyne.
func (e *ErrorBox) CreateRenderer() fyne.WidgetRenderer {
	l := &look{objects: []fyne.CanvasObject{e.plate}}
	l.min = func() fyne.Size {
		return fyne.NewSize(200, e.HeightFor(max(200, e.Size().Width)))
	}
	l.refresh = func() { e.plate.Refresh() }
	l.layout = func(size fyne.Size) { e.plate.Resize(size) }
	return newLook(e, l)
}

// iconBeside puts an icon at the top left and the rest beside it.
type iconBeside struct{ gap float32 }

func (i *iconBeside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	icon := o[0].MinSize()
	o[0].Move(fyne.NewPos(2, 0))
	o[0].Resize(icon)
	left := icon.Width + 2 + i.gap
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

func (i *iconBeside) MinSize(o []fyne.CanvasObject) fyne.Size {
	icon, rest := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(icon.Width+2+i.gap+rest.Width, max(icon.Height, rest.Height))
}

func (i *iconBeside) heightFor(o []fyne.CanvasObject, width float32) float32 {
	icon := o[0].MinSize()
	return max(icon.Height, heightAt(o[1], width-icon.Width-2-i.gap))
}

// EmptyState stands where there is nothing: an icon in a circle, what is missing, what
// to do about it, and one or two buttons.
func EmptyState(kind Kind, icon Icon, title, text string, buttons ...*Button) *fyne.Container {
	row := []fyne.CanvasObject{Spacer()}
	for _, b := range buttons {
		row = append(row, b)
	}
	row = append(row, Spacer())
	return container.NewCenter(Wide(420, VStack(6,
		Inset(0, 0, 8, 0, HStack(0, Spacer(), NewRound(kind, icon, 64), Spacer())),
		NewParagraph(Section, title).Align(fyne.TextAlignCenter),
		Inset(0, 20, 0, 20, NewParagraph(Muted, text).Align(fyne.TextAlignCenter)),
		Inset(10, 0, 0, 0, HStack(8, row...)))))
}
