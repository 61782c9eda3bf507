package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// mostProposals bounds the work of finding proposals for unknown spellings: a
// file with more different ones than this has another trouble.
const mostProposals = 200

// catalogue knows the roles and profiles of the organization and those that
// the file brings (SPEC S4.7).
type catalogue struct {
	base *data.Base
	// create: unknown roles and profiles are new ones.
	create bool
	// roles leads from a folded Role ID to its role, bare from its digits
	// without leading zeros to all such roles.
	roles map[string]*data.Role
	bare  map[string][]*data.Role
	// decimal leads from a Role ID with decimals without the zeros at its end to
	// all roles like it (SPEC S3A.5).
	decimal map[string][]*data.Role
	// profiles leads from folded names to profiles; names are all names and
	// aliases that are understood.
	profiles map[string]*data.Profile
	// newRoles and newProfiles are what the file brings, by folded ID or name.
	newRoles    map[string]newcomer
	newProfiles map[string]newcomer
	// proposals are the answers of nearest so far.
	proposals map[string]string
}

// newcomer is a role or profile that is new in the file, named as in the
// lowest row that has it.
type newcomer struct {
	name string
	row  int
}

func newCatalogue(base *data.Base, create bool) *catalogue {
	c := &catalogue{
		base: base, create: create,
		roles: make(map[string]*data.Role, len(base.Roles)), profiles: map[string]*data.Profile{},
		newRoles: map[string]newcomer{}, newProfiles: map[string]newcomer{}, proposals: map[string]string{},
	}
	for i := range base.Roles {
		c.roles[data.FoldRole(base.Roles[i].ID)] = &base.Roles[i]
	}
	for i := range base.Profiles {
		for _, alias := range base.Profiles[i].Aliases {
			c.profiles[data.FoldName(alias)] = &base.Profiles[i]
		}
	}
	for i := range base.Profiles {
		c.profiles[data.FoldName(base.Profiles[i].Name)] = &base.Profiles[i]
	}
	return c
}

// unknown reports whether a text is no Role ID as it is written.
func (c *catalogue) unknown(text string) bool { return c.roles[data.FoldRole(text)] == nil }

// exact reports whether a text is a Role ID just as it is stored.
func (c *catalogue) exact(text string) bool {
	role := c.roles[text]
	return role != nil && role.ID == text
}

// withBareID returns the roles whose ID is this one but for leading zeros
// (SPEC S3.7).
func (c *catalogue) withBareID(id string) []*data.Role {
	if c.bare == nil {
		c.bare = map[string][]*data.Role{}
		for i := range c.base.Roles {
			if role := &c.base.Roles[i]; data.OnlyDigits(role.ID) {
				c.bare[data.WithoutZeros(role.ID)] = append(c.bare[data.WithoutZeros(role.ID)], role)
			}
		}
	}
	return c.bare[data.WithoutZeros(id)]
}

// withDecimal returns the roles whose ID is this number with decimals but for
// zeros at its end, if any has decimals (SPEC S3A.5).
func (c *catalogue) withDecimal(id string) []*data.Role {
	if c.decimal == nil {
		c.decimal = map[string][]*data.Role{}
		for i := range c.base.Roles {
			if key, ok := data.DecimalKey(c.base.Roles[i].ID); ok {
				c.decimal[key] = append(c.decimal[key], &c.base.Roles[i])
			}
		}
	}
	key, ok := data.DecimalKey(id)
	found := c.decimal[key]
	if !ok || !slices.ContainsFunc(found, func(r *data.Role) bool { return strings.Contains(r.ID, ".") }) {
		return nil
	}
	return found
}

// administrator reports whether a profile is marked as administrator. A
// profile made by a file never is.
func (c *catalogue) administrator(profile string) bool {
	for i := range c.base.Profiles {
		if c.base.Profiles[i].Name == profile {
			return c.base.Profiles[i].Administrator
		}
	}
	return false
}

// likeRole proposes known Role IDs for an unknown spelling: the one whose name
// it is, then those spelled most alike; newline-separated.
func (c *catalogue) likeRole(text string) string {
	return c.propose("role\x00"+text, func() []string {
		var ids, named []string
		for i := range c.base.Roles {
			role := &c.base.Roles[i]
			if role.Archived {
				continue
			}
			ids = append(ids, role.ID)
			if role.Name != "" && data.FoldName(role.Name) == data.FoldName(text) {
				named = append(named, role.ID)
			}
		}
		return append(named, nearest(data.FoldRole(text), ids)...)
	})
}

// likeProfile proposes known profiles for an unknown spelling.
func (c *catalogue) likeProfile(text string) string {
	return c.propose("profile\x00"+text, func() []string {
		var keys []string
		for key := range c.profiles {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		var names []string
		folded := data.FoldName(text)
		for _, key := range keys {
			if len(folded) >= 4 && (strings.HasPrefix(key, folded) || strings.HasPrefix(folded, key)) {
				names = append(names, c.profiles[key].Name)
			}
		}
		for _, key := range nearest(folded, keys) {
			names = append(names, c.profiles[key].Name)
		}
		return names
	})
}

func (c *catalogue) propose(key string, find func() []string) string {
	if text, ok := c.proposals[key]; ok {
		return text
	}
	if len(c.proposals) >= mostProposals {
		return ""
	}
	var kept []string
	for _, name := range find() {
		if !slices.Contains(kept, name) && len(kept) < 3 {
			kept = append(kept, name)
		}
	}
	c.proposals[key] = strings.Join(kept, "\n")
	return c.proposals[key]
}

// otherThan leaves an ID out of what propose returned: nothing is its own superior.
func otherThan(id, proposed string) string {
	ids := slices.DeleteFunc(strings.Split(proposed, "\n"), func(other string) bool { return other == id })
	return strings.Join(ids, "\n")
}

// bring records a role or profile that is new in the file and returns its
// name: cells that fold alike are one, named as in the lowest row, and rows
// are read from the lowest on.
func bring(m map[string]newcomer, key, name string, row int) string {
	if _, ok := m[key]; !ok {
		m[key] = newcomer{name, row}
	}
	return m[key].name
}

// listNew lists the roles and profiles that the changes of the plan need and
// warns of new roles one letter from a known one (SPEC S4.7).
func (d *draft) listNew(p *Plan) {
	if len(d.roles.newRoles) == 0 && len(d.roles.newProfiles) == 0 {
		return
	}
	roles, profiles := map[string]bool{}, map[string]bool{}
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Kind.Changes() && l.After != nil {
			for _, id := range l.After.Roles.List() {
				roles[id] = true
			}
			profiles[data.FoldName(l.After.Profile)] = true
		}
	}
	for _, id := range sortedNewcomers(d.roles.newRoles) {
		if roles[id] {
			p.NewRoles = append(p.NewRoles, data.Role{ID: id, Name: d.roles.newRoles[id].name})
			d.warnOfNearMiss(p, id)
		}
	}
	for _, key := range sortedNewcomers(d.roles.newProfiles) {
		if profiles[key] {
			p.NewProfiles = append(p.NewProfiles, data.Profile{Name: d.roles.newProfiles[key].name})
		}
	}
}

func (d *draft) warnOfNearMiss(p *Plan, id string) {
	for i := range d.base.Roles {
		if known := d.base.Roles[i].ID; oneLetterApart(id, known) {
			p.FileIssues = append(p.FileIssues, d.issue("role.near_miss", Warning, data.RoleID,
				[]string{"value", id, "nearest", known, "row", itoa(d.roles.newRoles[id].row)}))
			return
		}
	}
}

func sortedNewcomers(m map[string]newcomer) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
