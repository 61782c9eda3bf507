package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

const ellipsis = "…"

// strip sets a line of spans, cut from the end. Its canvas objects are kept and set
// anew, because a list sets thousands of lines while it is scrolled.
type strip struct {
	texts  []*canvas.Text
	images []*canvas.Image
	used   []fyne.CanvasObject
	xs     []float32
	// width and height are what the line takes; cut tells that something was left out.
	width, height float32
	cut           bool
}

// set lays the spans out from zero; a width below zero means all the room they need.
func (s *strip) set(b *base, style Style, spans []Span, width float32) {
	size := b.size(style.Size)
	s.used, s.xs = s.used[:0], s.xs[:0]
	s.width, s.height, s.cut = 0, lineHeight(b, style), false
	texts, images := 0, 0
	for _, span := range spans {
		color := b.color(colorIn(style, span))
		if span.Icon != "" {
			side := iconSide(size)
			if width >= 0 && s.width+side > width+0.5 {
				s.cut = true
				return
			}
			s.image(images, span.Icon.In(color), side)
			images++
		}
		if span.Text == "" {
			continue
		}
		if span.Icon != "" {
			s.width += size * 0.4
		}
		bold := style.Bold || span.Bold
		text := span.Text
		textStyle := fyne.TextStyle{Bold: bold, Strikethrough: span.Struck}
		if width >= 0 {
			text = fit(text, size, textStyle, width-s.width)
		}
		s.cut = text != span.Text
		if text != "" {
			s.text(texts, text, size, textStyle)
			s.texts[texts].Color = color
			texts++
		}
		if s.cut {
			if text == "" {
				s.sayCut(width)
			}
			return
		}
	}
}

// sayCut ends the last text with an ellipsis: what follows has no room at all, and
// without a sign the text would seem to be whole.
func (s *strip) sayCut(width float32) {
	last := len(s.used) - 1
	if last < 0 {
		return
	}
	t, ok := s.used[last].(*canvas.Text)
	if !ok {
		return
	}
	t.Text = fit(t.Text+ellipsis, t.TextSize, t.TextStyle, width-s.xs[last])
	t.Resize(fyne.MeasureText(t.Text, t.TextSize, t.TextStyle))
	s.width = s.xs[last] + t.Size().Width
}

func (s *strip) text(i int, text string, size float32, style fyne.TextStyle) {
	if i == len(s.texts) {
		s.texts = append(s.texts, &canvas.Text{})
	}
	t := s.texts[i]
	t.Text, t.TextSize, t.TextStyle = text, size, style
	measured := fyne.MeasureText(text, size, style)
	t.Resize(measured)
	s.used, s.xs = append(s.used, t), append(s.xs, s.width)
	s.width += measured.Width
}

func (s *strip) image(i int, r fyne.Resource, side float32) {
	if i == len(s.images) {
		s.images = append(s.images, newImage())
	}
	setImage(s.images[i], r)
	s.images[i].Resize(fyne.NewSquareSize(side))
	s.used, s.xs = append(s.used, s.images[i]), append(s.xs, s.width)
	s.width += side
}

// move places the line; words and icons stand in its middle.
func (s *strip) move(pos fyne.Position) {
	for i, o := range s.used {
		o.Move(pos.AddXY(s.xs[i], (s.height-o.Size().Height)/2))
	}
}

func (s *strip) objects() []fyne.CanvasObject { return s.used }

func colorIn(style Style, span Span) fyne.ThemeColorName {
	if span.Color != "" {
		return span.Color
	}
	return style.Color
}

// iconSide is how large an icon stands beside words of this size.
func iconSide(text float32) float32 { return float32(int(text*1.08 + 0.5)) }

func lineHeight(b *base, style Style) float32 {
	return fyne.MeasureText("Ég", b.size(style.Size), fyne.TextStyle{Bold: style.Bold}).Height
}

// measure is the room that a line needs uncut.
func measure(b *base, style Style, spans []Span) fyne.Size {
	size := b.size(style.Size)
	width := float32(0)
	for _, span := range spans {
		if span.Icon != "" {
			width += iconSide(size)
			if span.Text != "" {
				width += size * 0.4
			}
		}
		if span.Text != "" {
			width += fyne.MeasureText(span.Text, size, fyne.TextStyle{Bold: style.Bold || span.Bold}).Width
		}
	}
	return fyne.NewSize(width, lineHeight(b, style))
}

// fit cuts text to a width; where not even the ellipsis has room, nothing is left.
func fit(text string, size float32, style fyne.TextStyle, width float32) string {
	if fyne.MeasureText(text, size, style).Width <= width+0.5 {
		return text
	}
	if fyne.MeasureText(ellipsis, size, style).Width > width {
		return ""
	}
	runes := []rune(text)
	fits, low, high := 0, 0, len(runes)-1
	for low <= high {
		middle := (low + high) / 2
		if fyne.MeasureText(string(runes[:middle])+ellipsis, size, style).Width <= width {
			fits, low = middle, middle+1
		} else {
			high = middle - 1
		}
	}
	return strings.TrimRight(string(runes[:fits]), " ") + ellipsis
}

// wrap breaks spans into lines at spaces; a word longer than the line is cut into
// pieces. A line feed begins a new line.
func wrap(b *base, style Style, spans []Span, width float32) [][]Span {
	w := &wrapper{b: b, style: style, size: b.size(style.Size), width: width}
	for _, span := range spans {
		for i, part := range strings.Split(span.Text, "\n") {
			if i > 0 {
				w.feed()
			}
			piece := span
			piece.Text = ""
			if span.Icon != "" && i == 0 {
				icon := piece
				w.line = append(w.line, icon)
				w.used += iconSide(w.size)
			}
			piece.Icon = ""
			for _, word := range strings.SplitAfter(part, " ") {
				w.word(piece, word)
			}
		}
	}
	w.feed()
	return w.lines
}

type wrapper struct {
	b     *base
	style Style
	size  float32
	width float32
	used  float32
	line  []Span
	lines [][]Span
}

func (w *wrapper) feed() {
	w.lines = append(w.lines, w.line)
	w.line, w.used = nil, 0
}

func (w *wrapper) word(like Span, word string) {
	if word == "" {
		return
	}
	style := fyne.TextStyle{Bold: w.style.Bold || like.Bold}
	wide := func(s string) float32 { return fyne.MeasureText(s, w.size, style).Width }
	if w.used > 0 && w.used+wide(strings.TrimRight(word, " ")) > w.width+0.5 {
		w.feed()
	}
	for runes := []rune(word); wide(strings.TrimRight(word, " ")) > w.width+0.5 && len(runes) > 1; runes = []rune(word) {
		n := len(runes) - 1
		for n > 1 && wide(string(runes[:n])) > w.width {
			n--
		}
		like.Text = string(runes[:n])
		w.line = append(w.line, like)
		w.feed()
		word = string(runes[n:])
	}
	w.used += wide(word)
	if last := len(w.line) - 1; last >= 0 && sameStyle(w.line[last], like) {
		w.line[last].Text += word
		return
	}
	like.Text = word
	w.line = append(w.line, like)
}

func sameStyle(a, b Span) bool {
	return a.Icon == "" && a.Color == b.Color && a.Bold == b.Bold && a.Struck == b.Struck
}

// captionHeight is the height of a line of captions.
func captionHeight(b *base) float32 {
	return lineHeight(b, Style{Size: theme.SizeNameCaptionText})
}
