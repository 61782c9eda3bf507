package widgets

import (
	"bytes"
	"image/color"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	channel := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n.R) + 0.7152*channel(n.G) + 0.0722*channel(n.B)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestWordsCanBeReadOnTheirGrounds(t *testing.T) {
	pairs := [][2]fyne.ThemeColorName{
		{ColorText, ColorSurface},
		{ColorText, ColorPage},
		{ColorText, ColorSelection},
		{ColorMuted, ColorSurface},
		{ColorMuted, ColorSunk},
		{ColorMuted, ColorSide},
		{ColorMuted, ColorSelection},
		{ColorMuted, ColorAccentTint},
		{ColorHint, ColorSurface},
		{ColorAccent, ColorSurface},
		{ColorAccent, ColorSelection},
		{ColorOnAccent, ColorAccent},
		{ColorOnApplied, ColorApplied},
		{ColorSurface, ColorText},
		{ColorAccentEdge, ColorText},
	}
	for _, k := range append(Kinds, KindWarning) {
		pairs = append(pairs, [2]fyne.ThemeColorName{k.Color(), ColorSurface}, [2]fyne.ThemeColorName{k.Color(), k.Tint()}, [2]fyne.ThemeColorName{k.Color(), ColorSelection})
	}
	for _, variant := range []Variant{VariantLight, VariantDark} {
		look := Theme{Variant: variant}
		for _, p := range pairs {
			if got := contrast(look.Color(p[0], 0), look.Color(p[1], 0)); got < 4.5 {
				t.Errorf("%s: %s on %s has %.2f", variant, p[0], p[1], got)
			}
		}
		if got := contrast(look.Color(ColorInputEdge, 0), look.Color(ColorSurface, 0)); got < 3 {
			t.Errorf("%s: the edge of entries has %.2f", variant, got)
		}
	}
}

func TestEveryNameHasItsColour(t *testing.T) {
	source, err := os.ReadFile("tokens.go")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`ThemeColorName = "(\w+)"`).FindAllSubmatch(source, -1)
	if len(names) < 20 {
		t.Fatalf("only %d names found", len(names))
	}
	for _, n := range names {
		if _, ok := colors[fyne.ThemeColorName(n[1])]; !ok {
			t.Errorf("%s has no colour", n[1])
		}
	}
	for _, k := range append(Kinds, KindWarning, KindAccent, KindApplied) {
		for _, n := range []fyne.ThemeColorName{k.Color(), k.Tint(), k.Edge()} {
			if _, ok := colors[n]; !ok {
				t.Errorf("%s has no colour", n)
			}
		}
		if k.Icon() == "" {
			t.Errorf("%s has no icon", k)
		}
	}
}

func TestThemeFollowsOrKeepsItsVariant(t *testing.T) {
	follows, dark := Theme{}, Theme{Variant: VariantDark}
	if follows.Color(ColorPage, theme.VariantLight) == follows.Color(ColorPage, theme.VariantDark) {
		t.Error("the system's look is not followed")
	}
	if dark.Color(ColorPage, theme.VariantLight) != follows.Color(ColorPage, theme.VariantDark) {
		t.Error("dark is not kept")
	}
	compact := Theme{Density: DensityCompact}
	if compact.Size(SizeRow) != 30 || compact.Size(SizeTallRow) != 30 || compact.Size(theme.SizeNameText) != 14 {
		t.Error("the density changes something else than rows, or not those")
	}
}

func TestEveryIconHasItsPictureInOneColour(t *testing.T) {
	seen := map[string]Icon{}
	for _, icon := range Icons {
		source := icon.source()
		if !bytes.Contains(source, []byte(`fill="currentColor"`)) || bytes.Contains(source, []byte("stroke")) || bytes.Contains(source, []byte("#")) {
			t.Errorf("%s is not one outline in currentColor", icon)
		}
		if other, twice := seen[string(source)]; twice {
			t.Errorf("%s looks like %s", icon, other)
		}
		seen[string(source)] = icon
	}
}

func TestIconsAreColouredOnceAndFollowTheLook(t *testing.T) {
	red := color.NRGBA{R: 0xB4, G: 0x23, B: 0x2F, A: 0xFF}
	first := IconUsers.In(red)
	if first != IconUsers.In(red) || !strings.Contains(string(first.Content()), "#b4232f") {
		t.Error("not coloured, or not remembered")
	}
	if Icon("").In(red) != nil || Icon("").Resource(ColorText) != nil {
		t.Error("no icon draws something")
	}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(Theme{Variant: VariantLight})
	themed := IconUsers.Resource(ColorAccent)
	before := string(themed.Content())
	app.Settings().SetTheme(Theme{Variant: VariantDark})
	if string(themed.Content()) == before {
		t.Error("the picture did not follow")
	}
}

func TestWidgetsFollowTheLook(t *testing.T) {
	b := NewButton(Primary, "Simulate", nil)
	open(t, light, small, HStack(0, b))
	before, _ := b.ground()
	fyne.CurrentApp().Settings().SetTheme(Theme{Variant: VariantDark})
	if after, _ := b.ground(); after == before {
		t.Error("the button stayed light")
	}
}
