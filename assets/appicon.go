package assets

import _ "embed"

// AppIcon is the program's own icon, a PNG of 512 × 512.
//
//go:embed icon.png
var AppIcon []byte
