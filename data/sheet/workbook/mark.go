package workbook

import (
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// MarkProperty is the name of the custom property that holds the mark of our
// own export; the core property identifier holds the same text, as some
// programs keep only one of them (SPEC S7.2).
const MarkProperty = "headcount"

const markPrefix = "headcount:1:"

// FormatMark returns the text of a mark:
// headcount:1:<organization>:<revision>:all|filtered.
func FormatMark(m data.ExportMark) string {
	scope := "all"
	if m.Filtered {
		scope = "filtered"
	}
	return markPrefix + m.Organization + ":" + strconv.FormatInt(int64(m.Revision), 10) + ":" + scope
}

// ParseMark reads what formatMark wrote; nil for any other text. A file whose
// mark cannot be understood is a file without a mark.
func ParseMark(s string) *data.ExportMark {
	rest, ours := strings.CutPrefix(strings.TrimSpace(s), markPrefix)
	if !ours {
		return nil
	}
	rest, scope, _ := cutLast(rest)
	organization, number, found := cutLast(rest)
	revision, err := strconv.ParseInt(number, 10, 64)
	if !found || err != nil || revision < 0 || (scope != "all" && scope != "filtered") {
		return nil
	}
	return &data.ExportMark{Organization: organization, Revision: data.Revision(revision), Filtered: scope == "filtered"}
}

// cutLast cuts s around its last colon: an organization may hold colons.
func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
