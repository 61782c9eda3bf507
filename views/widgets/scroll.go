package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Scroll scrolls its content up and down, or sideways, without the shadows that Fyne draws where
// something is hidden: a line or a bar already says so.
type Scroll struct{ container.Scroll }

// NewScroll scrolls content that is wider than it is high at its leisure: it takes the
// width that there is.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{}
	s.Content = content
	s.Direction = container.ScrollVerticalOnly
	s.ExtendBaseWidget(s)
	return s
}

// NewSideways scrolls content that is too wide sideways, in its own box.
func NewSideways(content fyne.CanvasObject) *Scroll {
	s := NewScroll(content)
	s.Direction = container.ScrollHorizontalOnly
	return s
}

// CreateRenderer is called by Fyne.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	r := s.Scroll.CreateRenderer()
	for _, o := range r.Objects() {
		if o != s.Content {
			container.NewThemeOverride(o, calm{})
		}
	}
	layAnew(s, r)
	return r
}

// calm is the running theme without the shadows at the edges of what scrolls, and
// without bars where only the cursor scrolls.
type calm struct{ barless bool }

// Color hides shadows, and bars if asked.
func (c calm) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	hidden := name == theme.ColorNameShadow ||
		c.barless && (name == theme.ColorNameScrollBar || name == theme.ColorNameScrollBarBackground)
	if hidden {
		return color.Transparent
	}
	return c.running().Color(name, variant)
}

// Font is the running theme's.
func (c calm) Font(style fyne.TextStyle) fyne.Resource { return c.running().Font(style) }

// Icon is the running theme's.
func (c calm) Icon(name fyne.ThemeIconName) fyne.Resource { return c.running().Icon(name) }

// Size is the running theme's, but for bars that are hidden.
func (c calm) Size(name fyne.ThemeSizeName) float32 {
	if c.barless && (name == theme.SizeNameScrollBar || name == theme.SizeNameScrollBarSmall) {
		return 0
	}
	return c.running().Size(name)
}

func (calm) running() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }
