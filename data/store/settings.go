package store

import (
	"encoding/json"

	"headcount.app/headcount/data"
)

// planning is the part of the settings that plans are built on. Saving another
// one raises the revision, and the digest covers it (SPEC S1, S9.3).
type planning struct {
	RolesOptional bool        `json:"roles_optional"`
	ErasingWord   string      `json:"erasing_word,omitempty"`
	Guards        data.Guards `json:"guards"`
}

// SettingsText returns both texts that are stored: all settings, and those that
// plans are built on.
func SettingsText(v data.Settings) (all, plans string, err error) {
	a, err := json.Marshal(v)
	if err != nil {
		return "", "", err
	}
	p, err := json.Marshal(planning{v.RolesOptional, v.ErasingWord, v.Guards})
	return string(a), string(p), err
}

// ParseSettings is the way back from SettingsText.
func ParseSettings(all, plans string) (v data.Settings, err error) {
	if err := json.Unmarshal([]byte(all), &v); err != nil {
		return v, damaged("settings: %v", err)
	}
	var p planning
	if err := json.Unmarshal([]byte(plans), &p); err != nil {
		return v, damaged("planning settings: %v", err)
	}
	v.RolesOptional, v.ErasingWord, v.Guards = p.RolesOptional, p.ErasingWord, p.Guards
	return v, nil
}
