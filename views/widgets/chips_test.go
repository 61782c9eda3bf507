package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// chosen is a Chips with as many chips as names, in a frame of 350.
func chosen(t *testing.T, names ...string) *Chips {
	c := NewChips(350, "Add a role", NewIconButton(Quiet, IconChevronDown, "", nil).Sized(Small))
	var chips []fyne.CanvasObject
	for _, name := range names {
		chips = append(chips, Chip(name, "Take out", 250, nil))
	}
	c.SetChips(chips)
	open(t, light, small, container.NewWithoutLayout(c))
	c.Resize(c.MinSize())
	return c
}

func TestChipsGrowByLinesAndStayWithinTheFrame(t *testing.T) {
	if one := chosen(t); one.MinSize().Height != entryHeight {
		t.Errorf("an empty one is %v high", one.MinSize().Height)
	}
	before := float32(0)
	for n, c := range []*Chips{chosen(t, "shop-nice"), chosen(t, "shop-nice", "shop-nancy", "shop-lille-centre"), chosen(t, "a", "region-south-of-the-river-with-a-very-long-name", "b")} {
		if c.MinSize().Height < before {
			t.Errorf("%d: more chips, and %v high", n, c.MinSize().Height)
		}
		before = c.MinSize().Height
		for _, o := range append([]fyne.CanvasObject{c.Entry, c.more}, c.chips...) {
			end := o.Position().Add(o.Size())
			if o.Position().X < 0 || end.X > c.Size().Width || end.Y > c.Size().Height {
				t.Errorf("%d: a %T stands at %v to %v in %v", n, o, o.Position(), end, c.Size())
			}
		}
		if c.Entry.Size().Width < chipTyping {
			t.Errorf("%d: %v to type in", n, c.Entry.Size().Width)
		}
	}
}

func TestBackspaceInAnEmptyEntryErasesBefore(t *testing.T) {
	c := chosen(t, "shop-nice")
	erased := 0
	c.Entry.OnEraseBefore = func() { erased++ }
	c.Entry.SetText("x")
	c.Entry.TypedKey(key(fyne.KeyBackspace))
	c.Entry.TypedKey(key(fyne.KeyBackspace))
	if erased > 1 || c.Entry.Text == "" && erased != 1 {
		t.Errorf("erased %d, left %q", erased, c.Entry.Text)
	}
}
