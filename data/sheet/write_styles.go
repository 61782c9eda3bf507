package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Tone is the colour of a row or cell by what it says; the words are those of
// the fates of SPEC S4.5.
type Tone string

// The tones.
const (
	Plain       Tone = ""
	Problem     Tone = "problem"
	Deactivated Tone = "deactivated"
	Reactivated Tone = "reactivated"
	Created     Tone = "created"
	Moved       Tone = "moved"
	Updated     Tone = "updated"
	Kept        Tone = "kept"
	Absent      Tone = "absent"
	Ignored     Tone = "ignored"
	Unchanged   Tone = "unchanged"
	Warning     Tone = "warning"
	// Muted is text that only goes along, such as the old value of a field.
	Muted Tone = "muted"
)

// tones are the colours of text and ground, as on the screen in its light
// look; each pair has a contrast of at least 4.5.
var tones = map[Tone]struct{ text, ground string }{
	Plain:       {"1B2430", ""},
	Problem:     {"B4232F", "FDE8E9"},
	Deactivated: {"A84300", "FDECDE"},
	Reactivated: {"596500", "F1F4D4"},
	Created:     {"1B7440", "E2F4E8"},
	Moved:       {"7339AE", "F2EAFB"},
	Updated:     {"0B6890", "E0F1F9"},
	Kept:        {"44546A", "E8ECF1"},
	Absent:      {"6A5A34", "F4EFE2"},
	Ignored:     {"5A6472", "EFF1F4"},
	Unchanged:   {"5A6472", "EFF1F4"},
	Warning:     {"7F5300", "FFF4D8"},
	Muted:       {"535E6C", ""},
}

const (
	headerGround = "ECEEF2"
	lineColour   = "C5CCD6"
	textFormat   = 49 // the built-in format @
)

type styleKey struct {
	tone   Tone
	header bool
	wrap   bool
}

// style returns the number of a style, made when it is first asked for.
func (b *bookWriter) style(k styleKey) (int, error) {
	if id, found := b.styles[k]; found {
		return id, nil
	}
	colours, found := tones[k.tone]
	if !found {
		return 0, fmt.Errorf("no tone %q", k.tone)
	}
	style := excelize.Style{
		NumFmt:    textFormat,
		Font:      &excelize.Font{Family: "Calibri", Size: 11, Color: colours.text, Bold: k.header},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: k.wrap},
	}
	ground := colours.ground
	if k.header {
		ground = headerGround
		style.Border = []excelize.Border{{Type: "bottom", Color: lineColour, Style: 1}}
		style.Alignment.Vertical = "center"
	}
	if ground != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}}
	}
	id, err := b.f.NewStyle(&style)
	if err != nil {
		return 0, fmt.Errorf("make a style: %w", err)
	}
	b.styles[k] = id
	return id, nil
}
