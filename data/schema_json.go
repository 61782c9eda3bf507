package data

import "encoding/json"

// storedField is a field of the organization's own as it is stored.
type storedField struct {
	Key    string    `json:"key"`
	Name   string    `json:"name"`
	Kind   FieldKind `json:"kind"`
	Needed bool      `json:"needed,omitempty"`
}

// MarshalJSON writes the fields of the organization's own.
func (s *Schema) MarshalJSON() ([]byte, error) {
	list := []storedField{}
	for _, info := range s.Own() {
		list = append(list, storedField{info.Field.Key(), info.Name, info.Kind, info.Mandatory})
	}
	return json.Marshal(list)
}

// UnmarshalJSON is the way back from MarshalJSON. The error is one of NewSchema
// if a field cannot be.
func (s *Schema) UnmarshalJSON(text []byte) error {
	var list []storedField
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	own := make([]FieldInfo, len(list))
	for i, f := range list {
		own[i] = FieldInfo{Field: OwnField(f.Key), Kind: f.Kind, Mandatory: f.Needed, Name: f.Name}
	}
	made, err := NewSchema(own...)
	if err == nil {
		*s = *made
	}
	return err
}
