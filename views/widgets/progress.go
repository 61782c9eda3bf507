package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Progress is a bar with a title, how far it is, and Cancel. It stands in place of the
// buttons while a task runs.
type Progress struct {
	base
	title  *Text
	count  *Text
	cancel *Button
	share  float32
	words  ProgressWords
}

// ProgressWords are the words of the button, before and after it was pressed.
type ProgressWords struct{ Cancel, Cancelling string }

// NewProgress is a bar at its beginning. Cancelled is called once for each Start.
func NewProgress(words ProgressWords, cancelled func()) *Progress {
	p := &Progress{title: NewText(BodyBold, "").CutBelow(80), count: NewText(Caption, ""), words: words}
	p.cancel = NewButton(Secondary, words.Cancel, func() {
		p.cancel.SetText(words.Cancelling)
		p.cancel.Disable()
		if cancelled != nil {
			cancelled()
		}
	})
	p.ExtendBaseWidget(p)
	return p
}

// Start begins anew with a title.
func (p *Progress) Start(title string) {
	p.title.SetText(title)
	p.count.SetText("")
	p.share = 0
	p.cancel.SetText(p.words.Cancel)
	p.cancel.Enable()
	p.Refresh()
}

// Set shows how far it is: the title says what is being done, the count is written by
// the caller. A total of 0 means that nobody knows, and the bar stays empty.
func (p *Progress) Set(title, count string, done, total int) {
	p.title.SetText(title)
	p.count.SetText(count)
	p.share = 0
	if total > 0 {
		p.share = max(0, min(1, float32(done)/float32(total)))
	}
	p.Refresh()
}

// Share is how much of the bar is filled, from 0 to 1.
func (p *Progress) Share() float32 { return p.share }

// Cancel is the button.
func (p *Progress) Cancel() *Button { return p.cancel }

// CreateRenderer is called by Fyne.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	back, front := &canvas.Rectangle{}, &canvas.Rectangle{}
	l := &look{objects: []fyne.CanvasObject{back, front, p.title, p.count, p.cancel}}
	l.min = func() fyne.Size { return fyne.NewSize(280, 36) }
	l.refresh = func() {
		back.FillColor, front.FillColor = p.color(ColorLine), p.color(ColorAccent)
		back.CornerRadius, front.CornerRadius = 4, 4
		front.Hidden = p.share == 0
	}
	l.layout = func(size fyne.Size) {
		button := p.cancel.MinSize()
		p.cancel.Move(fyne.NewPos(size.Width-button.Width, (size.Height-button.Height)/2))
		p.cancel.Resize(button)
		room := size.Width - button.Width - 12
		count := p.count.MinSize()
		top := (size.Height - 36) / 2
		p.count.Move(fyne.NewPos(room-count.Width, top+2))
		p.count.Resize(count)
		p.title.Move(fyne.NewPos(0, top))
		p.title.Resize(fyne.NewSize(max(0, room-count.Width-12), p.title.MinSize().Height))
		back.Move(fyne.NewPos(0, top+26))
		back.Resize(fyne.NewSize(room, 8))
		front.Move(fyne.NewPos(0, top+26))
		front.Resize(fyne.NewSize(max(8, room*p.share), 8))
	}
	return newLook(p, l)
}
