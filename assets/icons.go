package assets

import "embed"

// Icons holds the program's own pictures as icons/NAME.svg: 24 × 24, lines of 2
// with round ends as filled outlines, all in currentColor, so that whoever draws one chooses its colour.
//
//go:embed icons
var Icons embed.FS
