package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// Without returns the plan without the lines that gone picks, and without the
// choices that name somebody of whom mentioned is true: what a stored plan
// becomes when a person is deleted for good (SPEC S2.2). The counts stay; they
// say how many people it was about.
func (p *Plan) Without(gone func(*Line) bool, mentioned func(string) bool) *Plan {
	q := *p
	q.Lines = nil
	moved := make([]int, len(p.Lines)) // where each line went, -1 for nowhere
	keys := map[data.UserKey]bool{}
	for i := range p.Lines {
		l := p.Lines[i]
		if gone(&l) {
			moved[i] = -1
			if l.Before != nil {
				keys[l.Before.Key] = true
			}
			continue
		}
		moved[i] = len(q.Lines)
		q.Lines = append(q.Lines, l)
	}
	q.Guards = slices.Clone(p.Guards)
	for i := range q.Guards {
		q.Guards[i].Lines = nil
		for _, line := range p.Guards[i].Lines {
			if to := moved[line]; to >= 0 {
				q.Guards[i].Lines = append(q.Guards[i].Lines, to)
			}
		}
	}
	q.Pairs = nil
	for _, pair := range p.Pairs {
		if mentioned(pair.Old) || mentioned(pair.New) || goneLine(moved, pair.OldLine) || goneLine(moved, pair.NewLine) {
			continue
		}
		pair.OldLine, pair.NewLine = wentTo(moved, pair.OldLine), wentTo(moved, pair.NewLine)
		q.Pairs = append(q.Pairs, pair)
	}
	q.Remembered = slices.DeleteFunc(slices.Clone(p.Remembered), func(k data.UserKey) bool { return keys[k] })
	named := func(pair data.Pair) bool { return mentioned(pair.Old) || mentioned(pair.New) }
	q.Options.Pairs = slices.DeleteFunc(slices.Clone(p.Options.Pairs), named)
	q.Options.Refused = slices.DeleteFunc(slices.Clone(p.Options.Refused), named)
	q.Options.LeaveOut = slices.DeleteFunc(slices.Clone(p.Options.LeaveOut), mentioned)
	q.Options.Remember = slices.DeleteFunc(slices.Clone(p.Options.Remember), mentioned)
	q.Options.LeaveOutFields = slices.DeleteFunc(slices.Clone(p.Options.LeaveOutFields), func(c data.FieldChoice) bool { return mentioned(c.Email) })
	return &q
}

func wentTo(moved []int, line int) int {
	if line < 0 {
		return line
	}
	return moved[line]
}

func goneLine(moved []int, line int) bool { return line >= 0 && moved[line] < 0 }
