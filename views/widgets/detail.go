package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// DetailPane is what stands beside a list about its current line: a head, parts below
// each other that scroll, and a foot that stays. Head and foot may be nil.
func DetailPane(head, foot fyne.CanvasObject, parts ...fyne.CanvasObject) *Card {
	body := NewScroll(VStack(0, parts...))
	var top, bottom fyne.CanvasObject
	if head != nil {
		top = Inset(16, 16, 12, 16, head)
	}
	if foot != nil {
		bottom = container.NewBorder(Line(), nil, nil, nil, Inset(10, 16, 10, 16, foot))
	}
	return NewBareCard(container.NewBorder(top, bottom, nil, nil, body))
}

// DetailHead is a person's or a role's head: initials, name and a line below.
func DetailHead(initials, name, below string) *fyne.Container {
	return HStack(12, NewAvatar(initials, 44),
		Grow(60, VStack(0, NewText(Section, name).CutBelow(40), NewText(Caption, below).CutBelow(40))))
}

// FieldChange is one field before and after, in a part of a detail pane. Check, if
// it is not nil, stands before it.
type FieldChange struct {
	Field, Before, After string
	Check                *Check
}

// ChangedFields shows fields that change on a kind's tint: the old value above, the new
// one below, with the words that differ struck through and bold.
func ChangedFields(kind Kind, changes ...FieldChange) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, 0, len(changes))
	for _, c := range changes {
		values := VStack(0)
		now := []Span{Bold(c.After)}
		if c.Before != "" {
			var old []Span
			old, now = differing(c.Before, c.After)
			values.Add(NewParagraphOf(CaptionText, old...))
		}
		arrow := Span{Icon: IconArrowRight, Color: kind.Color()}
		values.Add(NewParagraphOf(Body, append([]Span{arrow, Plain(" ")}, now...)...))
		var field fyne.CanvasObject = NewText(CaptionBold.In(kind.Color()), c.Field).CutBelow(20)
		if c.Check != nil {
			c.Check.Name = c.Field
			field = VStack(0, HStack(2, c.Check, Grow(20, field)))
		}
		rows = append(rows, container.New(pairOf{c.Check != nil}, field, values))
	}
	return container.New(backed{}, Ground(kind.Tint()), Inset(10, 16, 10, 16, VStack(14, rows...)))
}

// InfoLine is one field with its value, in muted and plain.
func InfoLine(field, value string) fyne.CanvasObject {
	return Inset(5, 16, 5, 16, container.New(pairOf{}, NewText(Caption, field).CutBelow(20), NewParagraph(CaptionText, value)))
}

// IssueLine is a sentence with the icon of its kind.
func IssueLine(kind Kind, sentence string) fyne.CanvasObject {
	return issueLine(kind.Icon(), kind.Color(), sentence)
}

// NoteLine is a sentence that is only to be known.
func NoteLine(sentence string) fyne.CanvasObject {
	return issueLine(IconInfo, ColorMuted, sentence)
}

func issueLine(icon Icon, color fyne.ThemeColorName, sentence string) fyne.CanvasObject {
	return Inset(6, 16, 6, 16, container.New(&iconBeside{8}, NewIconView(icon, color, 16), NewParagraph(CaptionText, sentence)))
}

// StepLine is one step of something done or tested: icon, bold title, caption, and
// buttons below.
func StepLine(kind Kind, icon Icon, title, caption string, buttons ...*Button) fyne.CanvasObject {
	if icon == "" {
		icon = kind.Icon()
	}
	column := VStack(0, NewParagraph(BodyBold, title))
	if caption != "" {
		column.Add(NewParagraph(Caption, caption))
	}
	if len(buttons) > 0 {
		row := HStack(8)
		for _, b := range buttons {
			row.Add(b.Sized(Small))
		}
		column.Add(Inset(6, 0, 0, 0, row))
	}
	return container.New(&iconBeside{10}, NewIconView(icon, kind.Color(), 20), column)
}

// pairOf puts a caption into the left third and a value into the rest; a caption
// behind a box gets more.
type pairOf struct{ boxed bool }

func (p pairOf) split(width float32) float32 {
	if p.boxed {
		return max(100, min(150, width*0.42))
	}
	return max(72, min(120, width*0.34))
}

func (p pairOf) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := p.split(size.Width)
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(left-6, o[0].MinSize().Height))
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

func (p pairOf) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(160, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (p pairOf) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return max(o[0].MinSize().Height, heightAt(o[1], width-p.split(width)))
}

// backed puts a ground behind its second object.
type backed struct{}

func (backed) Layout(o []fyne.CanvasObject, size fyne.Size) { fill(o, size) }
func (backed) MinSize(o []fyne.CanvasObject) fyne.Size      { return o[1].MinSize() }
func (backed) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return heightAt(o[1], width)
}

// BigChoice is a card that can be pressed, 80 high: an emblem, a title, a caption and a
// chevron. The emphasised one has an accent edge.
type BigChoice struct {
	control
	Title, Caption string
	Icon           Icon
	Emphasised     bool
	OnTapped       func()
}

// NewBigChoice is a card that is not emphasised.
func NewBigChoice(icon Icon, title, caption string, tapped func()) *BigChoice {
	b := &BigChoice{Icon: icon, Title: title, Caption: caption, OnTapped: tapped}
	b.extend(b, func() {
		if b.OnTapped != nil {
			b.OnTapped()
		}
	})
	return b
}

// AccessibilityLabel is the title.
func (b *BigChoice) AccessibilityLabel() string { return b.Title }

// AccessibilityRole says that this is a button.
func (b *BigChoice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is called by Fyne.
func (b *BigChoice) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, chevron := &plate{}, &halo{}, newImage()
	title, caption := &strip{}, &strip{}
	emblem := NewEmblem(KindKept, b.Icon, "", 44)
	l := &look{}
	l.min = func() fyne.Size { return fyne.NewSize(320, 80) }
	l.refresh = func() {
		edge, width := b.color(ColorLine), float32(1)
		emblem.kind, emblem.icon = KindKept, b.Icon
		if b.Emphasised {
			edge, width = b.color(ColorAccent), 2
			emblem.kind = KindAccent
		}
		ground.dress(b.veil(b.color(ColorSurface)), edge, width, 10)
		ring.show(&b.control, 10)
		setImage(chevron, IconChevronRight.In(b.color(ColorMuted)))
		emblem.Refresh()
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		ring.put(fyne.Position{}, size)
		emblem.Move(fyne.NewPos(20, (size.Height-44)/2))
		emblem.Resize(fyne.NewSquareSize(44))
		room := size.Width - 80 - 52
		title.set(&b.base, Section, []Span{{Text: b.Title}}, room)
		caption.set(&b.base, Caption, []Span{{Text: b.Caption}}, room)
		top := (size.Height - title.height - caption.height) / 2
		title.move(fyne.NewPos(80, top))
		caption.move(fyne.NewPos(80, top+title.height))
		chevron.Resize(fyne.NewSquareSize(16))
		chevron.Move(fyne.NewPos(size.Width-38, (size.Height-16)/2))
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle, emblem, chevron}, title.objects()...)
		l.objects = append(l.objects, caption.objects()...)
	}
	return newLook(b, l)
}
