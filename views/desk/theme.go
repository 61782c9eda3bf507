package desk

import "headcount.app/headcount/views/widgets"

// Theme is the one look of the window. Its tables of colours and sizes stand beside the
// widgets that they were drawn for, whose tests need them without the rest of the
// program.
type Theme = widgets.Theme

// Variant says whether the window follows the system's look or keeps one.
type Variant = widgets.Variant

// Density says how high the rows of tables are.
type Density = widgets.Density

// The settings of the look, and what each is called where it is remembered.
const (
	VariantSystem = widgets.VariantSystem
	VariantLight  = widgets.VariantLight
	VariantDark   = widgets.VariantDark

	DensityComfortable = widgets.DensityComfortable
	DensityCompact     = widgets.DensityCompact
)
