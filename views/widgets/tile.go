package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Tile is the number of people something happens to: the number, an icon and a word. A
// tile filters what stands below it; one of nobody cannot be pressed.
type Tile struct {
	control
	kind    Kind
	number  string
	word    string
	nobody  bool
	chosen  bool
	filling Filling
	low     bool
	// OnChosen is called when the tile is pressed: with false if it was the chosen one.
	OnChosen func(chosen bool)
}

// NewTile is a tile of nobody.
func NewTile(kind Kind, word string, chosen func(bool)) *Tile {
	t := &Tile{kind: kind, word: word, number: "0", nobody: true, OnChosen: chosen}
	t.extend(t, func() {
		if !t.nobody && t.OnChosen != nil {
			t.OnChosen(!t.chosen)
		}
	})
	return t
}

// SetCount shows a number, already written in the language of the reader, and its word,
// which may depend on it. Nobody greys the tile out.
func (t *Tile) SetCount(number, word string, nobody bool) {
	t.number, t.word, t.nobody = number, word, nobody
	t.Refresh()
}

// SetChosen shows that the list below holds only these people.
func (t *Tile) SetChosen(chosen bool) {
	t.chosen = chosen
	t.Refresh()
}

// Chosen reports whether the tile filters.
func (t *Tile) Chosen() bool { return t.chosen }

// Number is what the tile shows.
func (t *Tile) Number() string { return t.number }

// Nobody reports whether the tile is greyed out.
func (t *Tile) Nobody() bool { return t.nobody }

// SetFilling shows the tile as simulated or applied.
func (t *Tile) SetFilling(f Filling) {
	t.filling = f
	t.Refresh()
}

// SetLow makes the tile 60 high, for two rows of tiles.
func (t *Tile) SetLow(low bool) {
	t.low = low
	t.Refresh()
}

// Disabled reports that a tile of nobody takes no focus.
func (t *Tile) Disabled() bool { return t.disabled || t.nobody }

// AccessibilityLabel is number and word.
func (t *Tile) AccessibilityLabel() string { return t.number + " " + t.word }

// AccessibilityRole says that this is a button.
func (t *Tile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is called by Fyne.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, number, word := &plate{}, &halo{}, &strip{}, &strip{}
	l := &look{}
	l.min = func() fyne.Size {
		if t.low {
			return fyne.NewSize(92, 60)
		}
		return fyne.NewSize(92, 76)
	}
	l.refresh = func() {
		fill, edge, stroke := t.color(ColorSurface), t.color(ColorLine), float32(1)
		if t.filling == Filled && !t.nobody {
			fill, edge, stroke = t.color(t.kind.Tint()), nil, 0
		}
		if !t.nobody {
			fill = t.veil(fill)
		}
		if t.chosen {
			edge, stroke = t.color(ColorAccent), 2
		}
		ground.dress(fill, edge, stroke, 10)
		ring.show(&t.control, 10)
	}
	l.layout = func(size fyne.Size) {
		ground.put(fyne.Position{}, size)
		ring.put(fyne.Position{}, size)
		left := float32(12)
		if size.Width < 110 {
			left = 8
		}
		big, small := t.styles()
		tall := lineHeight(&t.base, big)
		number.set(&t.base, t.fitting(big, size.Width-2*left), []Span{{Text: t.number}}, size.Width-2*left)
		word.set(&t.base, small, []Span{{Text: t.word, Icon: t.kind.Icon()}}, size.Width-left-4)
		top := (size.Height - tall - word.height + 6) / 2
		number.move(fyne.NewPos(left, top-3+(tall-number.height)/2))
		word.move(fyne.NewPos(left, top+tall-6))
		l.objects = append([]fyne.CanvasObject{&ring.Rectangle, &ground.Rectangle}, number.objects()...)
		l.objects = append(l.objects, word.objects()...)
	}
	return newLook(t, l)
}

// fitting is the style in the largest size in which the whole number fits: a number
// that is cut off is another number.
func (t *Tile) fitting(s Style, width float32) Style {
	for _, smaller := range []fyne.ThemeSizeName{theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameText} {
		if measure(&t.base, s, []Span{{Text: t.number}}).Width <= width {
			return s
		}
		s.Size = smaller
	}
	return s
}

func (t *Tile) styles() (number, word Style) {
	number, word = Number.In(t.kind.Color()), CaptionText.In(t.kind.Color())
	if t.nobody {
		return Number.In(KindUnchanged.Color()).Regular(), CaptionText.In(KindUnchanged.Color())
	}
	if t.kind.Quiet() {
		number = number.Regular()
	}
	return number, word
}

// TileRow puts tiles beside each other in equal shares: below a room of 800, those of
// nobody go, but for the deactivated; where less than 92 remain for each, there are two rows of low ones.
func TileRow(tiles ...*Tile) *fyne.Container {
	objects := make([]fyne.CanvasObject, len(tiles))
	for i, t := range tiles {
		objects[i] = t
	}
	return container.New(&tileRow{}, objects...)
}

type tileRow struct{ width float32 }

// places lists the tiles shown at a width, how many stand in a row, gap and height.
func (r *tileRow) places(objects []fyne.CanvasObject, width float32) (shown []*Tile, columns int, gap, height float32) {
	gap, height = 8, 76
	narrow := width > 0 && width < 800
	for _, o := range objects {
		t := o.(*Tile)
		if t.Visible() && (!narrow || !t.nobody || t.kind == KindDeactivated) {
			shown = append(shown, t)
		}
	}
	columns = max(1, len(shown))
	if narrow {
		gap = 6
	}
	if width > 0 && (width-gap*float32(columns-1))/float32(columns) < 92 {
		columns, height = (columns+1)/2, 60
	}
	return shown, columns, gap, height
}

func (r *tileRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	shown, columns, gap, height := r.places(objects, size.Width)
	for _, o := range objects {
		o.Resize(fyne.Size{})
		o.Move(fyne.NewPos(-1000, -1000))
	}
	width := (size.Width - gap*float32(columns-1)) / float32(columns)
	for i, t := range shown {
		t.low = height < 76
		t.Move(fyne.NewPos(float32(i%columns)*(width+gap), float32(i/columns)*(height+gap)))
		t.Resize(fyne.NewSize(width, height))
	}
}

func (r *tileRow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if r.width == 0 {
		return 76
	}
	shown, columns, gap, height := r.places(objects, width)
	rows := float32((len(shown) + columns - 1) / columns)
	return rows*height + max(0, rows-1)*gap
}

func (r *tileRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, r.heightFor(objects, r.width))
}

// Regular is the style without bold.
func (s Style) Regular() Style {
	s.Bold = false
	return s
}
