package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// Style is size, colour and weight of words.
type Style struct {
	Size  fyne.ThemeSizeName
	Color fyne.ThemeColorName
	Bold  bool
}

// The styles of the design; there are no others.
var (
	Body        = Style{Size: theme.SizeNameText}
	BodyBold    = Style{Size: theme.SizeNameText, Bold: true}
	Muted       = Style{Size: theme.SizeNameText, Color: ColorMuted}
	Caption     = Style{Size: theme.SizeNameCaptionText, Color: ColorMuted}
	CaptionText = Style{Size: theme.SizeNameCaptionText}
	CaptionBold = Style{Size: theme.SizeNameCaptionText, Color: ColorMuted, Bold: true}
	Section     = Style{Size: theme.SizeNameSubHeadingText, Bold: true}
	PageTitle   = Style{Size: theme.SizeNameHeadingText, Bold: true}
	PageNumber  = Style{Size: theme.SizeNameHeadingText, Color: ColorMuted}
	Number      = Style{Size: SizeNumber, Bold: true}
)

// In is the style in another colour.
func (s Style) In(color fyne.ThemeColorName) Style {
	s.Color = color
	return s
}

// Span is the style's words as a piece of a line.
func (s Style) Span(text string) Span { return Span{Text: text, Color: s.Color, Bold: s.Bold} }

// Span is a piece of a line: an icon, words, or an icon before words. The zero colour
// is the colour of the line it stands in.
type Span struct {
	Text   string
	Icon   Icon
	Color  fyne.ThemeColorName
	Bold   bool
	Struck bool
}

// Plain is what most of a line is made of; Bold, Dim, Old and New stand out: New is the
// value that would be there, Old the one it replaces, struck through.
func Plain(text string) Span { return Span{Text: text} }

// Bold is what a line says first.
func Bold(text string) Span { return Span{Text: text, Bold: true} }

// Dim is what can be left unread.
func Dim(text string) Span { return Span{Text: text, Color: ColorMuted} }

// Old is a value that is replaced.
func Old(text string) Span { return Span{Text: text, Color: ColorMuted, Struck: true} }

// Arrow stands between an old value and the new one.
func Arrow() Span { return Span{Icon: IconArrowRight, Color: ColorMuted} }

// Person is a name as lists show it: the surname bold.
func Person(first, last string) []Span {
	if first == "" {
		return []Span{Bold(last)}
	}
	return []Span{Plain(first + " "), Bold(last)}
}

// Changed is one field before and after, with only the differing words emphasised; an
// empty old or new value is left out.
func Changed(field, before, after string) []Span {
	var spans []Span
	if field != "" {
		spans = append(spans, Plain(field+" "))
	}
	switch {
	case before == "" && after == "":
	case before == "":
		spans = append(spans, Bold(after))
	case after == "":
		spans = append(spans, Old(before), Plain(" "))
	default:
		old, now := differing(before, after)
		spans = append(append(spans, old...), Plain(" "), Arrow(), Plain(" "))
		spans = append(spans, now...)
	}
	return spans
}

// wordsOf is the text of a line without its styles.
func wordsOf(spans []Span) string {
	var all strings.Builder
	for _, s := range spans {
		all.WriteString(s.Text)
		if s.Icon == IconArrowRight {
			all.WriteString("→")
		}
	}
	return all.String()
}

// Text is one line. It asks for the room it needs, or less after CutBelow; what does
// not fit is cut with an ellipsis, and the whole stands in a tooltip.
type Text struct {
	base
	style Style
	spans []Span
	floor float32
	align fyne.TextAlign
	strip strip
	tip   tip
}

// NewText is a line of one style.
func NewText(style Style, text string) *Text { return NewSpans(style, Span{Text: text}) }

// NewSpans is a line of several pieces; what they leave open comes from the style.
func NewSpans(style Style, spans ...Span) *Text {
	t := &Text{style: style, spans: spans, floor: -1}
	t.ExtendBaseWidget(t)
	return t
}

// CutBelow lets the line be as narrow as this, and returns it.
func (t *Text) CutBelow(width float32) *Text {
	t.floor = width
	return t
}

// Align sets where the words stand when there is more room than they need, and
// returns the line.
func (t *Text) Align(a fyne.TextAlign) *Text {
	t.align = a
	return t
}

// SetText replaces the words.
func (t *Text) SetText(text string) { t.SetSpans(Span{Text: text}) }

// SetSpans replaces the pieces.
func (t *Text) SetSpans(spans ...Span) {
	t.spans = spans
	t.Refresh()
}

// SetStyle replaces the style.
func (t *Text) SetStyle(style Style) {
	t.style = style
	t.Refresh()
}

func (t *Text) natural() float32 { return measure(&t.base, t.style, t.spans).Width }

// Words is the whole text, uncut.
func (t *Text) Words() string { return wordsOf(t.spans) }

// AccessibilityLabel is the whole text.
func (t *Text) AccessibilityLabel() string { return t.Words() }

// AccessibilityRole says that this is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MouseIn waits to show what was cut.
func (t *Text) MouseIn(e *desktop.MouseEvent) {
	if t.strip.cut {
		t.tip.soon(t, t.Words(), e.AbsolutePosition)
	}
}

// MouseMoved is called by the driver.
func (t *Text) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the tooltip away.
func (t *Text) MouseOut() { t.tip.gone() }

// CreateRenderer is called by Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	l := &look{}
	l.layout = func(size fyne.Size) {
		t.strip.set(&t.base, t.style, t.spans, size.Width)
		l.objects = t.strip.objects()
		x := float32(0)
		switch t.align {
		case fyne.TextAlignTrailing:
			x = size.Width - t.strip.width
		case fyne.TextAlignCenter:
			x = (size.Width - t.strip.width) / 2
		}
		t.strip.move(fyne.NewPos(max(0, x), (size.Height-t.strip.height)/2))
	}
	l.min = func() fyne.Size {
		size := measure(&t.base, t.style, t.spans)
		if t.floor >= 0 {
			size.Width = min(size.Width, t.floor)
		}
		return size
	}
	l.refresh = func() {
		t.strip.set(&t.base, t.style, t.spans, -1)
		l.objects = t.strip.objects()
	}
	return newLook(t, l)
}
