package data

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
	}
}

// Settings are the settings of one organization; they move with its file.
// Those of the machine (window, language, last folder) are not here.
type Settings struct {
	// Name is the organization's name as shown.
	Name string
	// RolesOptional makes Role ID optional for new users (SPEC S2.1).
	RolesOptional bool
	Guards        Guards
}
