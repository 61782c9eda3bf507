package upload

import (
	"errors"

	"headcount.app/headcount/data"
)

// asFileError is the refusal of a file that an error is, nil if it is none.
func asFileError(err error) *data.FileError {
	var refused *data.FileError
	if errors.As(err, &refused) {
		return refused
	}
	return nil
}
