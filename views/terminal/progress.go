package terminal

import (
	"fmt"
	"strings"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
)

// barInterval is the shortest time between two drawings of the bar.
const barInterval = 100 * time.Millisecond

// bar draws progress on one line of a terminal. Without a terminal it is
// silent (SPEC S12.1).
type bar struct {
	c     *call
	last  time.Time
	step  string
	drawn int
}

// progress returns what a use-case tells its progress to, and what takes the
// bar away again.
func (c *call) progress() (app.Progress, func()) {
	if !c.Bars {
		return nil, func() {}
	}
	b := &bar{c: c}
	return b.draw, b.clear
}

const barWidth = 24

func (b *bar) draw(done, total int, step string) {
	if now := time.Now(); step != b.step || now.Sub(b.last) >= barInterval {
		b.last, b.step = now, step
		b.show(barText(b.c.words, done, total, step))
	}
}

func barText(w *assets.Words, done, total int, step string) string {
	if total <= 0 {
		return w.T(step) + "…"
	}
	full := min(barWidth, barWidth*done/total)
	return fmt.Sprintf("[%s%s] %s  %s", strings.Repeat("#", full), strings.Repeat(".", barWidth-full),
		w.Percent(100*done/total, 100), w.T(step))
}

func (b *bar) show(text string) {
	fmt.Fprint(b.c.Err, "\r", text, strings.Repeat(" ", max(0, b.drawn-runes(text))))
	b.drawn = runes(text)
}

func (b *bar) clear() {
	if b.drawn > 0 {
		fmt.Fprint(b.c.Err, "\r", strings.Repeat(" ", b.drawn), "\r")
	}
}
