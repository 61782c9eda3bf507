package desk

import (
	"fyne.io/fyne/v2"
)

// PageMargin is the room around a screen: 20, less in narrow and more in wide windows.
type PageMargin struct{}

// At is the margin of a page of this width.
func (PageMargin) At(width float32) float32 {
	switch all := width + SidebarWidth; {
	case all < 1100:
		return 12
	case all >= 1920:
		return 32
	}
	return 20
}

// Layout is called by Fyne.
func (p PageMargin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin := p.At(size.Width)
	for _, o := range objects {
		o.Move(fyne.NewPos(margin, 14))
		o.Resize(size.SubtractWidthHeight(2*margin, 14+20))
	}
}

// MinSize is called by Fyne.
func (PageMargin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(24, 34)
}

// SidebarWidth is how wide the sidebar is, beside every screen.
const SidebarWidth = 224
