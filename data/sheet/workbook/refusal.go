package workbook

import (
	"fmt"

	"headcount.app/headcount/data"
)

// tooLarge refuses the workbook for its size or its claims (SPEC S3.10).
func tooLarge(part, format string, args ...any) error {
	return data.Refuse(data.FileTooLarge, fmt.Errorf(format, args...), "part", part)
}

// damaged refuses the workbook for what was found in a part (SPEC S3.9).
func damaged(part, format string, args ...any) error {
	return data.Refuse(data.FileDamaged, fmt.Errorf(format, args...), "part", part)
}
