package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Variant says whether the window follows the system's look or keeps one.
type Variant string

// The three settings of the look.
const (
	VariantSystem Variant = "system"
	VariantLight  Variant = "light"
	VariantDark   Variant = "dark"
)

// Density says how high the rows of tables are; nothing else follows it.
type Density string

// The two settings of the density.
const (
	DensityComfortable Density = "comfortable"
	DensityCompact     Density = "compact"
)

// Theme is the whole look of the window: every colour and size of the design.
// Two values with the same fields look the same; to change the look, set another one
// with fyne.Settings.SetTheme, which repaints everything.
type Theme struct {
	Variant Variant
	Density Density
}

// Color is the colour of that name; names nobody knows take Fyne's.
func (t Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	variant := t.of(system)
	pair, ok := colors[name]
	if !ok {
		return theme.DefaultTheme().Color(name, variant)
	}
	if variant == theme.VariantDark {
		return pair.dark
	}
	return pair.light
}

// Font is Fyne's own Noto Sans.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	return theme.DefaultTheme().Font(style)
}

// Icon puts our pictures in the place of those of Fyne that its widgets draw and
// that look different from ours.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	switch name {
	case theme.IconNameArrowDropDown:
		return IconChevronDown.Resource(ColorMuted)
	case theme.IconNameMenuExpand:
		return IconChevronRight.Resource(ColorMuted)
	case theme.IconNameConfirm:
		return IconCheck.Resource(ColorText)
	case theme.IconNameCancel:
		return IconClose.Resource(ColorText)
	case theme.IconNameSearch:
		return IconSearch.Resource(ColorMuted)
	}
	return theme.DefaultTheme().Icon(name)
}

// Size is the measure of that name; names nobody knows take Fyne's.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	if t.Density == DensityCompact && (name == SizeRow || name == SizeTallRow) {
		return 30
	}
	if size, ok := sizes[name]; ok {
		return size
	}
	return theme.DefaultTheme().Size(name)
}

func (t Theme) of(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.Variant {
	case VariantLight:
		return theme.VariantLight
	case VariantDark:
		return theme.VariantDark
	}
	return system
}

// shades is one colour in both looks.
type shades struct{ light, dark color.NRGBA }

// rgb is an opaque colour from its six digits.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// rgba is a translucent colour from its eight digits.
func rgba(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}

func solid(light, dark uint32) shades  { return shades{rgb(light), rgb(dark)} }
func veiled(light, dark uint32) shades { return shades{rgba(light), rgba(dark)} }

// colors is the table of the design. A number beside a pair is its contrast on the
// ground it stands on, light and dark.
var colors = map[fyne.ThemeColorName]shades{
	ColorPage:           solid(0xF5F6F8, 0x14181F),
	ColorSide:           solid(0xECEEF2, 0x10141A),
	ColorSurface:        solid(0xFFFFFF, 0x1B2029),
	ColorSunk:           solid(0xF8F9FB, 0x20262F),
	ColorLine:           solid(0xDDE1E7, 0x303845),
	ColorEdge:           solid(0xC5CCD6, 0x465162),
	ColorInputEdge:      solid(0x8792A2, 0x6F7B8D), // 3.2, 3.8
	ColorText:           solid(0x1B2430, 0xE8ECF1), // 15.7, 13.8
	ColorMuted:          solid(0x535E6C, 0xA5AFBC), // 6.6, 7.4
	ColorHint:           solid(0x667182, 0x8D98A7), // 4.9, 5.6
	ColorDisabled:       solid(0x9AA3AF, 0x667182),
	ColorDisabledGround: solid(0xE9ECF0, 0x262D37),
	ColorAccent:         solid(0x3450C4, 0x93A7FF), // 6.8, 7.2
	ColorOnAccent:       solid(0xFFFFFF, 0x0F1838), // 6.8, 7.6
	ColorAccentTint:     solid(0xEAEEFC, 0x222C4E),
	ColorAccentEdge:     solid(0xB9C5F3, 0x41528F),
	ColorSelection:      solid(0xE6EBFB, 0x263259),
	ColorHover:          veiled(0x1B243010, 0xE8ECF112),
	ColorPressed:        veiled(0x1B24301C, 0xE8ECF11E),
	ColorShadow:         veiled(0x161C2673, 0x0000008C),
	ColorApplied:        solid(0x1D7A44, 0x1F6B41), // 5.4, 6.5 under white
	ColorOnApplied:      solid(0xFFFFFF, 0xFFFFFF),

	theme.ColorNameHyperlink:           solid(0x3450C4, 0x93A7FF),
	theme.ColorNameFocus:               veiled(0x3450C440, 0x93A7FF55),
	theme.ColorNameMenuBackground:      solid(0xFFFFFF, 0x1B2029),
	theme.ColorNameInputBackground:     solid(0xFFFFFF, 0x1B2029),
	theme.ColorNameButton:              solid(0xFFFFFF, 0x1B2029),
	theme.ColorNameScrollBar:           solid(0x8792A2, 0x6F7B8D),
	theme.ColorNameScrollBarBackground: veiled(0x00000000, 0x00000000),
	theme.ColorNameSuccess:             solid(0x1B7440, 0x67D193),
	theme.ColorNameWarning:             solid(0x7F5300, 0xF4C452),
	theme.ColorNameError:               solid(0xB4232F, 0xFF8E93),
	theme.ColorNameForegroundOnSuccess: solid(0xFFFFFF, 0x17321F),
	theme.ColorNameForegroundOnWarning: solid(0xFFFFFF, 0x352B12),
	theme.ColorNameForegroundOnError:   solid(0xFFFFFF, 0x411D21),

	"hcKindProblem":         solid(0xB4232F, 0xFF8E93), // 6.5, 7.4
	"hcKindProblemTint":     solid(0xFDE8E9, 0x411D21),
	"hcKindDeactivated":     solid(0xA84300, 0xFFA262), // 6.1, 8.2
	"hcKindDeactivatedTint": solid(0xFDECDE, 0x3C2614),
	"hcKindReactivated":     solid(0x596500, 0xC5D04D), // 6.4, 9.7
	"hcKindReactivatedTint": solid(0xF1F4D4, 0x2B2F11),
	"hcKindCreated":         solid(0x1B7440, 0x67D193), // 5.8, 8.7
	"hcKindCreatedTint":     solid(0xE2F4E8, 0x17321F),
	"hcKindMoved":           solid(0x7339AE, 0xC6A1F6), // 7.2, 7.6
	"hcKindMovedTint":       solid(0xF2EAFB, 0x2E2142),
	"hcKindUpdated":         solid(0x0B6890, 0x62C4EE), // 6.2, 8.3
	"hcKindUpdatedTint":     solid(0xE0F1F9, 0x12303D),
	"hcKindKept":            solid(0x44546A, 0xB6C0CD), // 7.7, 8.9
	"hcKindKeptTint":        solid(0xE8ECF1, 0x2A323D),
	"hcKindAbsent":          solid(0x6A5A34, 0xCDBD92), // 6.7, 8.8
	"hcKindAbsentTint":      solid(0xF4EFE2, 0x302B1E),
	"hcKindUnchanged":       solid(0x5A6472, 0xA0AAB7), // 6.0, 6.9
	"hcKindUnchangedTint":   solid(0xEFF1F4, 0x252C35),
	"hcKindWarning":         solid(0x7F5300, 0xF4C452), // 6.7, 10.0
	"hcKindWarningTint":     solid(0xFFF4D8, 0x352B12),
	"hcKindWarningEdge":     solid(0xE8C878, 0x6B5520),
}

// sizes is the table of measures, on a grid of four.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameCaptionText:        12,
	theme.SizeNameText:               14,
	theme.SizeNameSubHeadingText:     16,
	theme.SizeNameHeadingText:        20,
	theme.SizeNameLineSpacing:        2,
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       8,
	theme.SizeNameInlineIcon:         18,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameSplitThickness:     12,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        7,
	theme.SizeNameButtonRadius:       7,
	theme.SizeNameSelectionRadius:    7,
	theme.SizeNameCardRadius:         10,
	theme.SizeNameDialogRadius:       12,
	theme.SizeNamePopupRadius:        10,
	theme.SizeNameMenuRadius:         10,
	theme.SizeNameModalBlurRadius:    0,
	theme.SizeNameScrollBar:          8,
	theme.SizeNameScrollBarSmall:     6,
	theme.SizeNameScrollBarRadius:    3,
	SizeNumber:                       28,
	SizeRow:                          40,
	SizeTallRow:                      44,
}
