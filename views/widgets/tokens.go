package widgets

import "fyne.io/fyne/v2"

// The colours of the theme under the names the design gives them. Those that Fyne
// knows keep Fyne's name, so that its own widgets agree with ours.
const (
	// ColorPage lies behind cards.
	ColorPage fyne.ThemeColorName = "hcPage"
	// ColorSide is the sidebar's and the menu bar's ground.
	ColorSide fyne.ThemeColorName = "background"
	// ColorSurface is the ground of cards, dialogs, menus and entries.
	ColorSurface fyne.ThemeColorName = "overlayBackground"
	// ColorSunk is the ground of table headers and of panels within a card.
	ColorSunk fyne.ThemeColorName = "headerBackground"
	// ColorLine draws lines and the edges of cards.
	ColorLine fyne.ThemeColorName = "separator"
	// ColorEdge draws the edges of secondary buttons and filters.
	ColorEdge fyne.ThemeColorName = "hcEdge"
	// ColorInputEdge draws the edges of entries and check boxes.
	ColorInputEdge fyne.ThemeColorName = "inputBorder"
	// ColorText is for what is read first.
	ColorText fyne.ThemeColorName = "foreground"
	// ColorMuted is for captions, emails and old values.
	ColorMuted fyne.ThemeColorName = "hcMuted"
	// ColorHint is for what an empty entry says.
	ColorHint fyne.ThemeColorName = "placeholder"
	// ColorDisabled is for words that cannot be acted on now.
	ColorDisabled fyne.ThemeColorName = "disabled"
	// ColorDisabledGround is the ground of a disabled control.
	ColorDisabledGround fyne.ThemeColorName = "disabledButton"
	// ColorAccent says: one can act here.
	ColorAccent fyne.ThemeColorName = "primary"
	// ColorOnAccent is for words on the accent.
	ColorOnAccent fyne.ThemeColorName = "foregroundOnPrimary"
	// ColorAccentTint is the ground of the simulation band and of a chosen segment.
	ColorAccentTint fyne.ThemeColorName = "hcAccentTint"
	// ColorAccentEdge is the edge of what stands on the accent tint.
	ColorAccentEdge fyne.ThemeColorName = "hcAccentEdge"
	// ColorSelection is the ground of chosen rows.
	ColorSelection fyne.ThemeColorName = "selection"
	// ColorHover is laid over what the pointer is on; it is translucent.
	ColorHover fyne.ThemeColorName = "hover"
	// ColorPressed is laid over what is held down; it is translucent.
	ColorPressed fyne.ThemeColorName = "pressed"
	// ColorShadow is the scrim behind dialogs; shadows take a third of it.
	ColorShadow fyne.ThemeColorName = "shadow"
	// ColorApplied is the solid green of what has been done.
	ColorApplied fyne.ThemeColorName = "hcApplied"
	// ColorOnApplied is for words on ColorApplied.
	ColorOnApplied fyne.ThemeColorName = "hcOnApplied"
)

// The sizes that Fyne has no name for.
const (
	// SizeNumber is the text of the numbers on tiles.
	SizeNumber fyne.ThemeSizeName = "hcNumber"
	// SizeRow is the height of a row with one line of text; it follows the density.
	SizeRow fyne.ThemeSizeName = "hcRow"
	// SizeTallRow is the height of a row with two lines of text; in the compact
	// density it equals SizeRow and the second line is left out.
	SizeTallRow fyne.ThemeSizeName = "hcTallRow"
)

// Kind says in colours and with an icon what happens to somebody. It carries no
// word: the caller gives the word, in the language of the reader.
type Kind string

// The kinds of the design, and the three meanings that are drawn like them.
const (
	KindProblem     Kind = "Problem"
	KindDeactivated Kind = "Deactivated"
	KindReactivated Kind = "Reactivated"
	KindCreated     Kind = "Created"
	KindMoved       Kind = "Moved"
	KindUpdated     Kind = "Updated"
	KindKept        Kind = "Kept"
	KindAbsent      Kind = "Absent"
	KindUnchanged   Kind = "Unchanged"
	// KindWarning is for guards, for what waits, and for the administrator's badge.
	KindWarning Kind = "Warning"
	// KindAccent is for what was simulated.
	KindAccent Kind = "Accent"
	// KindApplied is for what was applied: drawn solid, not tinted.
	KindApplied Kind = "Applied"
)

// Kinds lists the nine kinds of change in the order in which tiles stand.
var Kinds = []Kind{
	KindProblem, KindDeactivated, KindReactivated, KindCreated, KindMoved,
	KindUpdated, KindKept, KindAbsent, KindUnchanged,
}

// Color is the name of the colour for the kind's words, numbers and icons.
func (k Kind) Color() fyne.ThemeColorName {
	switch k {
	case "":
		return ColorText
	case KindAccent:
		return ColorAccent
	case KindApplied:
		return ColorApplied
	}
	return fyne.ThemeColorName("hcKind" + string(k))
}

// Tint is the name of the colour of the ground that the kind's words stand on.
func (k Kind) Tint() fyne.ThemeColorName {
	switch k {
	case "":
		return ColorSunk
	case KindAccent:
		return ColorAccentTint
	case KindApplied:
		return ColorApplied
	}
	return fyne.ThemeColorName("hcKind" + string(k) + "Tint")
}

// Edge is the name of the colour of the line around a panel of this kind.
func (k Kind) Edge() fyne.ThemeColorName {
	switch k {
	case KindWarning:
		return "hcKindWarningEdge"
	case KindAccent:
		return ColorAccentEdge
	}
	return k.Color()
}

// Quiet reports whether numbers of this kind are drawn regular instead of bold,
// because they ask for nobody's attention.
func (k Kind) Quiet() bool {
	return k == KindKept || k == KindAbsent || k == KindUnchanged
}

// Icon is the picture that stands beside the kind's word everywhere.
func (k Kind) Icon() Icon {
	switch k {
	case KindProblem:
		return IconProblem
	case KindDeactivated:
		return IconPersonMinus
	case KindReactivated:
		return IconReactivated
	case KindCreated:
		return IconPersonPlus
	case KindMoved:
		return IconMoved
	case KindUpdated:
		return IconPencil
	case KindKept:
		return IconKept
	case KindAbsent:
		return IconAbsent
	case KindUnchanged:
		return IconUnchanged
	case KindWarning:
		return IconWarning
	case KindAccent:
		return IconSimulation
	case KindApplied:
		return IconApplied
	}
	return ""
}
