package widgets

import "strings"

// mostWords is how long a text may be to be compared word by word.
const mostWords = 60

// differing writes a text before and after with only the words emphasised that are not
// in both: struck through in the old one, bold in the new one. Two texts that have no
// word in common differ as a whole.
func differing(before, after string) (old, now []Span) {
	a, b := strings.SplitAfter(before, " "), strings.SplitAfter(after, " ")
	if len(a) > mostWords || len(b) > mostWords {
		return []Span{Old(before)}, []Span{Bold(after)}
	}
	inA, inB := common(a, b)
	for i, word := range a {
		if inA[i] {
			old = join(old, Dim(word))
			continue
		}
		old = join(old, Old(word))
	}
	for i, word := range b {
		if inB[i] {
			now = join(now, Plain(word))
			continue
		}
		now = join(now, Bold(word))
	}
	return old, now
}

// join adds a word to a line, to its last piece if that has the same style. The space
// after the last struck word is not struck.
func join(line []Span, word Span) []Span {
	if last := len(line) - 1; last >= 0 && sameStyle(line[last], word) {
		line[last].Text += word.Text
		return line
	}
	if last := len(line) - 1; last >= 0 && line[last].Struck {
		if text := strings.TrimRight(line[last].Text, " "); text != line[last].Text {
			word.Text = line[last].Text[len(text):] + word.Text
			line[last].Text = text
		}
	}
	return append(line, word)
}

// common tells which words of two lists are in both, in the same order: the longest
// such choice.
func common(a, b []string) (inA, inB []bool) {
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if sameWord(a[i], b[j]) {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case sameWord(a[i], b[j]):
			inA[i], inB[j] = true, true
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return inA, inB
}

// sameWord compares two words without what separates them from the next.
func sameWord(a, b string) bool {
	a, b = strings.TrimRight(a, " ,"), strings.TrimRight(b, " ,")
	return a == b && a != ""
}
