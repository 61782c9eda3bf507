package plan

import (
	"slices"
	"strings"
)

// grouping finds rows that share something: a user of the base, or a key that
// nobody in the base has. Roles are known by their keys alone.
type grouping struct {
	first []index
	keys  map[string]index
	// more leads from the first row of a group to all of its rows.
	more map[index][]index
}

func newGrouping(users int) *grouping {
	return &grouping{first: none(users), keys: map[string]index{}, more: map[index][]index{}}
}

// groups puts the rows, of so many, that share what by returns together: those
// that share it with none, or for which it is nothing, are in no group. Keys
// then leads to the first row of each.
func (g *grouping) groups(rows int, by func(i int) (user index, key string)) [][]index {
	for i := range g.first {
		g.first[i] = nobody
	}
	clear(g.keys)
	clear(g.more)
	var order []index
	for i := range rows {
		user, key := by(i)
		first, at := nobody, index(i)
		switch {
		case user != nobody:
			if first = g.first[user]; first == nobody {
				g.first[user] = at
			}
		case key != "":
			known, ok := g.keys[key]
			if first = known; !ok {
				first = nobody
				g.keys[key] = at
			}
		}
		if first == nobody {
			continue
		}
		if g.more[first] == nil {
			g.more[first] = []index{first}
			order = append(order, first)
		}
		g.more[first] = append(g.more[first], at)
	}
	groups := make([][]index, len(order))
	for n, first := range order {
		groups[n] = g.more[first]
	}
	return groups
}

// numbersWithout lists the row numbers of a group but for one, the first ones
// if there are many, and how many more there are.
func (d *fileDraft) numbersWithout(group []index, without, most int) (rows, more string) {
	numbers := slices.Delete(d.numbers(group), without, without+1)
	named := numbers[:min(len(numbers), most)]
	return strings.Join(named, "\n"), itoa(len(numbers) - len(named))
}

// numbers are the numbers of rows, as Excel shows them.
func (d *fileDraft) numbers(group []index) []string {
	numbers := make([]string, len(group))
	for n, i := range group {
		numbers[n] = itoa(d.file.Rows[i].Number)
	}
	return numbers
}
