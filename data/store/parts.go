package store

import (
	"strconv"
	"strings"
)

// JoinPart names a part in a link.
func JoinPart(part, key string) string { return part + " " + key }

// SplitPart is the way back from JoinPart.
func SplitPart(name string) (part, key string) {
	part, key, _ = strings.Cut(name, " ")
	return part, key
}

// Number is the key of a part that is known by a number.
func Number(n int64) string { return strconv.FormatInt(n, 10) }
