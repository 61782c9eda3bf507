package store

import (
	"encoding/json"
	"errors"

	"headcount.app/headcount/data"
)

// FieldsText returns the text in which the fields of the organization's own are
// stored, "" for none (SPEC S14.1).
func FieldsText(s *data.Schema) (string, error) {
	if len(s.Own()) == 0 {
		return "", nil
	}
	text, err := json.Marshal(s)
	return string(text), err
}

// ParseFields is the way back from FieldsText; nil for none. data.ErrNewer if a
// field is of a kind that this version does not know.
func ParseFields(text string) (*data.Schema, error) {
	if text == "" {
		return nil, nil
	}
	s := &data.Schema{}
	if err := json.Unmarshal([]byte(text), s); err != nil {
		if errors.Is(err, data.ErrNewer) {
			return nil, err
		}
		return nil, damaged("the fields: %v", err)
	}
	return s, nil
}

// ChangeFields replaces the text of the fields in the digest.
func (r *Revision) ChangeFields(before, after string) {
	if before != "" {
		r.sum.Subtract(Hash(FieldsLine, []byte(before)))
	}
	if after != "" {
		r.sum.Add(Hash(FieldsLine, []byte(after)))
	}
}
