package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// superiors is who stands above whom, by folded Role IDs.
type superiors struct {
	above map[string][]string
	ids   map[string]string
}

// set puts a role into its place, in the place of what was known of it.
func (s *superiors) set(key string, role *data.Role) {
	if s.above == nil {
		s.above, s.ids = map[string][]string{}, map[string]string{}
	}
	var keys []string
	for _, id := range role.Superiors.List() {
		keys = append(keys, data.FoldRole(id))
	}
	s.above[key], s.ids[key] = keys, role.ID
}

// circles numbers the roles that stand above themselves: roles of the same
// circles have the same number, all others have none. It is Tarjan's search for
// strongly connected components without recursion: a chain of superiors can be
// as long as the file.
func (s *superiors) circles() map[string]int {
	type visit struct {
		key  string
		next int
	}
	number := map[string]int{}
	found, low, open := map[string]int{}, map[string]int{}, map[string]bool{}
	var stack []string
	for start := range s.above {
		if found[start] != 0 {
			continue
		}
		for path := []visit{{start, 0}}; len(path) > 0; {
			v := &path[len(path)-1]
			if v.next == 0 {
				found[v.key] = len(found) + 1
				low[v.key] = found[v.key]
				stack = append(stack, v.key)
				open[v.key] = true
			}
			if v.next < len(s.above[v.key]) {
				to := s.above[v.key][v.next]
				v.next++
				switch {
				case found[to] == 0:
					path = append(path, visit{to, 0})
				case open[to]:
					low[v.key] = min(low[v.key], found[to])
				}
				continue
			}
			key := v.key
			path = path[:len(path)-1]
			if len(path) > 0 {
				below := path[len(path)-1].key
				low[below] = min(low[below], low[key])
			}
			if low[key] != found[key] {
				continue
			}
			at := slices.Index(stack, key)
			part := stack[at:]
			for _, k := range part {
				open[k] = false
				if len(part) > 1 || slices.Contains(s.above[k], k) {
					number[k] = found[key]
				}
			}
			stack = stack[:at]
		}
	}
	return number
}

// way is the shortest chain from a role over one of its superiors back to
// itself, as Role IDs.
func (s *superiors) way(from, over string) []string {
	before := map[string]string{over: from}
	queue := []string{over}
	for len(queue) > 0 && queue[0] != from {
		key := queue[0]
		queue = queue[1:]
		for _, to := range s.above[key] {
			if _, seen := before[to]; !seen {
				before[to] = key
				queue = append(queue, to)
			}
		}
	}
	chain := []string{s.ids[from]}
	for key := from; ; {
		key = before[key]
		chain = append(chain, s.ids[key])
		if key == from || key == "" {
			break
		}
	}
	slices.Reverse(chain)
	return chain
}
