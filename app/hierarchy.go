package app

import (
	"cmp"
	"context"
	"slices"

	"headcount.app/headcount/data"
)

// Hierarchy is the roles of one revision as a tree by superiors (SPEC S13.1).
// It is a value that nobody changes.
type Hierarchy struct {
	Base *data.Base
	// below leads from a role to those directly below it, by the index in
	// Base.Roles; top are the roles without a superior.
	below map[int][]int
	top   []int
	index map[string]int
	own   []int // active users who hold the role itself
	all   []int // and those who hold it or a role below it, each once
}

// RoleNode is a place of the tree. A role with several superiors has one under
// each of them.
type RoleNode struct {
	Role *data.Role
	// Path leads from the top to the role, by Role IDs: it tells the places of a
	// role apart.
	Path string
	// Depth is 0 at the top.
	Depth int
	// Below reports whether roles are below, Shared whether the role has other
	// places in the tree.
	Below, Shared bool
}

// pathSign joins the Role IDs of a path: no Role ID can hold it.
const pathSign = "\n"

// PathOf returns the path of a role below the place with the path given, "" for
// the top.
func PathOf(above, id string) string {
	if above == "" {
		return id
	}
	return above + pathSign + id
}

// Hierarchy returns the roles as a tree.
func (a *App) Hierarchy(ctx context.Context) (*Hierarchy, error) {
	base, _, err := a.List(ctx)
	if err != nil {
		return nil, err
	}
	return newHierarchy(base), nil
}

func newHierarchy(base *data.Base) *Hierarchy {
	h := &Hierarchy{Base: base, below: map[int][]int{}, index: make(map[string]int, len(base.Roles))}
	for i := range base.Roles {
		h.index[base.Roles[i].ID] = i
	}
	for i := range base.Roles {
		placed := false
		for _, id := range base.Roles[i].Superiors.List() {
			if above, ok := h.index[id]; ok {
				h.below[above] = append(h.below[above], i)
				placed = true
			}
		}
		if !placed {
			h.top = append(h.top, i)
		}
	}
	h.order(h.top)
	for _, list := range h.below {
		h.order(list)
	}
	h.count()
	return h
}

// order sorts roles by name, those with roles below them and all others alike.
func (h *Hierarchy) order(list []int) {
	roles := h.Base.Roles
	key := make(map[int]string, len(list))
	for _, i := range list {
		key[i] = data.FoldName(roles[i].Title())
	}
	slices.SortFunc(list, func(a, b int) int { return cmp.Or(cmp.Compare(key[a], key[b]), cmp.Compare(roles[a].ID, roles[b].ID)) })
}

// count counts the active users of every role and of all roles below it.
func (h *Hierarchy) count() {
	n := len(h.Base.Roles)
	h.own, h.all = make([]int, n), make([]int, n)
	above := make([][]int, n)
	for i, list := range h.below {
		for _, k := range list {
			above[k] = append(above[k], i)
		}
	}
	seen := make([]int, n) // the user who was counted last, plus one
	sets := map[data.RoleIDs][]int{}
	for u := range h.Base.Users {
		user := &h.Base.Users[u]
		if user.Status != data.Active {
			continue
		}
		queue, known := sets[user.Roles]
		if !known {
			for _, id := range user.Roles.List() {
				if i, ok := h.index[id]; ok {
					queue = append(queue, i)
				}
			}
			sets[user.Roles] = queue
		}
		for _, i := range queue {
			h.own[i]++
		}
		queue = slices.Clone(queue)
		for len(queue) > 0 {
			i := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			if seen[i] != u+1 {
				seen[i] = u + 1
				h.all[i]++
				queue = append(queue, above[i]...)
			}
		}
	}
}

// Role returns a role by its ID, nil if there is none.
func (h *Hierarchy) Role(id string) *data.Role {
	if i, ok := h.index[id]; ok {
		return &h.Base.Roles[i]
	}
	return nil
}

// Users counts the active users of a role: those who hold it itself, and all
// who hold it or a role below it.
func (h *Hierarchy) Users(id string) (own, all int) {
	if i, ok := h.index[id]; ok {
		return h.own[i], h.all[i]
	}
	return 0, 0
}

// Below lists the roles directly below a role by their names, with "" those at
// the top.
func (h *Hierarchy) Below(id string) []*data.Role {
	list := h.top
	if id != "" {
		list = h.below[h.indexOf(id)]
	}
	roles := make([]*data.Role, len(list))
	for k, i := range list {
		roles[k] = &h.Base.Roles[i]
	}
	return roles
}

func (h *Hierarchy) indexOf(id string) int {
	if i, ok := h.index[id]; ok {
		return i
	}
	return -1
}

// Levels lists the levels that roles have, by their names.
func (h *Hierarchy) Levels() []string {
	seen := map[string]bool{}
	var levels []string
	for i := range h.Base.Roles {
		if level := h.Base.Roles[i].Level; level != "" && !seen[level] {
			seen[level] = true
			levels = append(levels, level)
		}
	}
	slices.SortFunc(levels, func(a, b string) int {
		return cmp.Or(cmp.Compare(data.FoldName(a), data.FoldName(b)), cmp.Compare(a, b))
	})
	return levels
}

// Nodes lists the places of the tree from the top, those below a place only if
// open says so for its path. Archived roles have their places too.
func (h *Hierarchy) Nodes(open func(path string) bool) []RoleNode {
	var nodes []RoleNode
	var walk func(list []int, path string, depth int)
	walk = func(list []int, above string, depth int) {
		for _, i := range list {
			role := &h.Base.Roles[i]
			n := RoleNode{
				Role: role, Path: PathOf(above, role.ID), Depth: depth, Below: len(h.below[i]) > 0,
				Shared: h.places(role) > 1,
			}
			nodes = append(nodes, n)
			if n.Below && open(n.Path) {
				walk(h.below[i], n.Path, depth+1)
			}
		}
	}
	walk(h.top, "", 0)
	return nodes
}

// places counts the superiors of a role that are there.
func (h *Hierarchy) places(role *data.Role) int {
	n := 0
	for _, id := range role.Superiors.List() {
		if _, ok := h.index[id]; ok {
			n++
		}
	}
	return n
}

// FirstPath is the path of the first place of a role in the tree.
func (h *Hierarchy) FirstPath(id string) string {
	role := h.Role(id)
	path := id
	for steps := 0; role != nil && steps <= len(h.Base.Roles); steps++ {
		next := ""
		for _, above := range role.Superiors.List() {
			if h.Role(above) != nil {
				next = above
				break
			}
		}
		if next == "" {
			return path
		}
		path = PathOf(next, path)
		role = h.Role(next)
	}
	return path
}

// Members lists the active users of a role by their names, with those of all
// roles below it if deep says so.
func (h *Hierarchy) Members(id string, deep bool) []*data.User {
	held := map[string]bool{id: true}
	if deep {
		queue := []int{h.indexOf(id)}
		for len(queue) > 0 {
			i := queue[0]
			queue = queue[1:]
			for _, k := range h.below[i] {
				if below := h.Base.Roles[k].ID; !held[below] {
					held[below] = true
					queue = append(queue, k)
				}
			}
		}
	}
	var members []*data.User
	for i := range h.Base.Users {
		u := &h.Base.Users[i]
		if u.Status == data.Active && slices.ContainsFunc(u.Roles.List(), func(id string) bool { return held[id] }) {
			members = append(members, u)
		}
	}
	keys := make(map[data.UserKey]string, len(members))
	for _, u := range members {
		keys[u.Key] = data.FoldName(u.LastName) + "\x00" + data.FoldName(u.FirstName)
	}
	slices.SortFunc(members, func(a, b *data.User) int {
		return cmp.Or(cmp.Compare(keys[a.Key], keys[b.Key]), cmp.Compare(a.Key, b.Key))
	})
	return members
}
