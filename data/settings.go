package data

import (
	"encoding/json"

	"headcount.app/headcount/assets"
)

// Threshold is when a guard that counts people trips: more than More people
// and more than Percent of them, or at least SmallMore and more than
// SmallPercent (SPEC S4.9). SmallPercent 0 means that there is no second rule.
type Threshold struct {
	More         int `json:"more"`
	Percent      int `json:"percent"`
	SmallAtLeast int `json:"small_at_least"`
	SmallPercent int `json:"small_percent"`
}

// Trips reports whether n of total people trip the threshold.
func (t Threshold) Trips(n, total int) bool {
	if n > t.More && n*100 > total*t.Percent {
		return true
	}
	return t.SmallPercent > 0 && n >= t.SmallAtLeast && n*100 > total*t.SmallPercent
}

// Guards are the thresholds of SPEC S4.9. They can be tightened, never
// switched off: see Tightened.
type Guards struct {
	MassDeactivation Threshold `json:"mass_deactivation"`
	MassReactivation Threshold `json:"mass_reactivation"`
	MassUpdate       Threshold `json:"mass_update"`
	// MassUpdateKey holds for Email, ID and Permission profile.
	MassUpdateKey Threshold `json:"mass_update_key"`
	// ShortFilePercent: the file has fewer rows than this share.
	ShortFilePercent int `json:"short_file_percent"`
	// LongFile: so many rows more than were to be expected, and so much of them.
	LongFile Threshold `json:"long_file"`
	// ManyWarnings counts the rows with warnings that are new in their column.
	ManyWarnings Threshold `json:"many_warnings"`
	// Shifted counts, among the changes of a column, those that belong to other
	// rows.
	Shifted Threshold `json:"shifted"`
}

// UnmarshalJSON reads the thresholds; those that an earlier build did not know
// are the default.
func (g *Guards) UnmarshalJSON(text []byte) error {
	type plain Guards
	known := plain(DefaultGuards())
	if err := json.Unmarshal(text, &known); err != nil {
		return err
	}
	*g = Guards(known)
	return nil
}

// DefaultGuards are the thresholds of SPEC S4.9.
func DefaultGuards() Guards {
	mass := Threshold{More: 3, Percent: 5, SmallAtLeast: 2, SmallPercent: 20}
	return Guards{
		MassDeactivation: mass,
		MassReactivation: mass,
		MassUpdate:       Threshold{More: 5, Percent: 50},
		MassUpdateKey:    Threshold{More: 3, Percent: 10},
		ShortFilePercent: 80,
		LongFile:         Threshold{More: 19, Percent: 150},
		ManyWarnings:     Threshold{More: 10, Percent: 30},
		Shifted:          Threshold{More: 2, Percent: 50},
	}
}

// Tightened returns the thresholds with every one that is looser than the
// default put back to it: guards can be tightened, never switched off.
func (g Guards) Tightened() Guards {
	d := DefaultGuards()
	return Guards{
		MassDeactivation: g.MassDeactivation.within(d.MassDeactivation),
		MassReactivation: g.MassReactivation.within(d.MassReactivation),
		MassUpdate:       g.MassUpdate.within(d.MassUpdate),
		MassUpdateKey:    g.MassUpdateKey.within(d.MassUpdateKey),
		ShortFilePercent: min(max(g.ShortFilePercent, d.ShortFilePercent), 100),
		LongFile:         g.LongFile.within(d.LongFile),
		ManyWarnings:     g.ManyWarnings.within(d.ManyWarnings),
		Shifted:          g.Shifted.within(d.Shifted),
	}
}

// within returns t, nowhere looser than limit.
func (t Threshold) within(limit Threshold) Threshold {
	tight := Threshold{More: clamp(t.More, limit.More), Percent: clamp(t.Percent, limit.Percent)}
	switch {
	case limit.SmallPercent == 0:
		tight.SmallAtLeast, tight.SmallPercent = t.SmallAtLeast, max(t.SmallPercent, 0)
	case t.SmallPercent <= 0:
		tight.SmallAtLeast, tight.SmallPercent = limit.SmallAtLeast, limit.SmallPercent
	default:
		tight.SmallAtLeast, tight.SmallPercent = clamp(t.SmallAtLeast, limit.SmallAtLeast), min(t.SmallPercent, limit.SmallPercent)
	}
	return tight
}

func clamp(n, limit int) int { return min(max(n, 0), limit) }

// Settings are the settings of one organization; they move with its file.
// Those of the machine (window, language, last folder) are not here.
type Settings struct {
	// Name is the organization's name as shown.
	Name string
	// RolesOptional makes Role ID optional for new users (SPEC S2.1).
	RolesOptional bool
	// ErasingWord erases an optional field (never ID) in whose cell it stands
	// alone, "" for none (SPEC S15.5).
	ErasingWord string `json:",omitempty"`
	Guards      Guards
	// Mail is how reports are sent; no plan depends on it.
	Mail Mail `json:"Mail,omitzero"`
}

// A LoosenedError says that a threshold is looser than it may be: Name is its
// dotted name, Limit the loosest value.
type LoosenedError struct {
	Name  string
	Limit int
}

// Error is for logs; people are told the limit in a sentence.
func (e *LoosenedError) Error() string { return e.Name + " is too loose" }

// Sentence returns the code alone.
func (e *LoosenedError) Sentence() (string, []string) { return "threshold", nil }

// Explain says the limit.
func (e *LoosenedError) Explain(w *assets.Words) Message {
	key := "error.threshold.high"
	g := DefaultGuards()
	for _, t := range g.Thresholds() {
		if t.Name == e.Name && t.HigherIsTighter {
			key = "error.threshold.low"
		}
	}
	return Message{Sentence: w.T(key, "name", e.Name, "limit", w.Number(e.Limit))}
}

// Thresholds lists every number of the guards under its dotted name, as the
// terminal's settings command writes it (SPEC S12.1).
func (g *Guards) Thresholds() []NamedThreshold {
	var list []NamedThreshold
	add := func(name string, t *Threshold) {
		list = append(list, NamedThreshold{"guards." + name + ".more", &t.More, false},
			NamedThreshold{"guards." + name + ".percent", &t.Percent, false})
		if name == "mass_deactivation" || name == "mass_reactivation" {
			list = append(list, NamedThreshold{"guards." + name + ".small_at_least", &t.SmallAtLeast, false},
				NamedThreshold{"guards." + name + ".small_percent", &t.SmallPercent, false})
		}
	}
	add("mass_deactivation", &g.MassDeactivation)
	add("mass_reactivation", &g.MassReactivation)
	add("mass_update", &g.MassUpdate)
	add("mass_update_key", &g.MassUpdateKey)
	list = append(list, NamedThreshold{"guards.short_file.percent", &g.ShortFilePercent, true})
	add("long_file", &g.LongFile)
	add("many_warnings", &g.ManyWarnings)
	add("shifted", &g.Shifted)
	return list
}

// NamedThreshold is one number of a guard.
type NamedThreshold struct {
	Name  string
	Value *int
	// HigherIsTighter is true where a larger number makes the guard trip sooner.
	HigherIsTighter bool
}

// Valid returns a *LoosenedError for the first number that is looser than the
// default: guards can be tightened, not switched off (SPEC S4.9).
func (g Guards) Valid() error {
	defaults := DefaultGuards()
	limits := defaults.Thresholds()
	for i, t := range g.Thresholds() {
		limit := *limits[i].Value
		looser := *t.Value > limit
		if t.HigherIsTighter {
			looser = *t.Value < limit || *t.Value > 100
		}
		if looser || *t.Value < 0 {
			return &LoosenedError{Name: t.Name, Limit: limit}
		}
	}
	return nil
}
