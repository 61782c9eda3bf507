package app

import "testing"

// A name that Windows keeps for a device, or that it does not take, becomes one that
// every system takes: an organization travels.
func TestFileNamesThatEverySystemTakes(t *testing.T) {
	for name, want := range map[string]string{
		"Bellerive": "Bellerive", "a<b>:c": "a b c", `x/y\z`: "x y z", " . ": "Headcount", "": "Headcount", "École. ": "École",
		"CON": "Headcount CON", "nul.2026": "Headcount nul.2026", "Com1": "Headcount Com1", "lpt²": "Headcount lpt²",
		"Conin$": "Headcount Conin$", "console": "console", "COM": "COM", "com10": "com10", "auxiliary": "auxiliary",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}
