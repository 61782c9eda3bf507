package plan

import (
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// entry is a row of a generated file, one text per field.
type entry struct{ email, first, last, role, profile, id, status string }

// model is what SPEC S4 says, written a second time and as plainly as can be:
// everything is looked for by looking at everybody. It knows nothing of the
// planner's data structures.
type model struct {
	base    *data.Base
	rows    []entry
	options data.Options
	status  bool // the file has a Status column
	bad     []bool
	ignored []bool
	target  []int // index in the base, -1 for somebody new
}

// result returns the users that there are afterwards: those of the base in
// their order, then the new ones by email.
func (m *model) result() []data.User {
	n := len(m.rows)
	m.bad, m.ignored, m.target = make([]bool, n), make([]bool, n), make([]int, n)
	for i, r := range m.rows {
		m.ignored[i] = slices.ContainsFunc(m.rows[:i], func(e entry) bool {
			e.email = strings.ToLower(e.email)
			same := r
			same.email = strings.ToLower(r.email)
			return e == same
		}) || m.sumsUp(i, r)
	}
	for i, r := range m.rows {
		m.target[i] = m.about(i, r)
	}
	for i, r := range m.rows {
		m.bad[i] = !m.ignored[i] && (m.bad[i] || m.wrong(i, r))
	}
	for m.collide() {
	}
	return m.final(true)
}

// sumsUp is S3A.14.
func (m *model) sumsUp(i int, r entry) bool {
	filled := 0
	for _, text := range []string{r.email, r.role, r.profile, r.id, r.status} {
		if strings.TrimSpace(text) != "" {
			filled++
		}
	}
	nobody := !strings.ContainsAny(r.email, "@＠") && strings.TrimSpace(r.first+r.last) == "" && (r.id == "" || r.id == itoa(i) && m.withID(r.id) < 0)
	return i > 0 && i == len(m.rows)-1 && nobody && filled > 0 && filled <= 2
}

func (m *model) withID(id string) int {
	return slices.IndexFunc(m.base.Users, func(u data.User) bool { return id != "" && u.ID == id })
}

func (m *model) withEmail(email string) int {
	return slices.IndexFunc(m.base.Users, func(u data.User) bool { return email != "" && strings.EqualFold(u.Email, email) })
}

// about is S4.1.
func (m *model) about(i int, r entry) int {
	byID, byEmail := m.withID(r.id), m.withEmail(r.email)
	if byID >= 0 || byEmail < 0 {
		return byID
	}
	u := m.base.Users[byEmail]
	if r.id == "" || u.ID == "" {
		return byEmail
	}
	if slices.ContainsFunc(m.live(), func(k int) bool { return m.rows[k].id == u.ID }) {
		return -1 // new if the address becomes free: see collide
	}
	if r.first == "" || r.last == "" || !strings.EqualFold(r.first, u.FirstName) || !strings.EqualFold(r.last, u.LastName) {
		m.bad[i] = true
		return -1
	}
	return byEmail
}

func (m *model) live() []int {
	var live []int
	for i := range m.rows {
		if !m.ignored[i] {
			live = append(live, i)
		}
	}
	return live
}

// wrong is what speaks against a row on its own, and S4.4.
func (m *model) wrong(i int, r entry) bool {
	for _, k := range m.live() {
		o := m.rows[k]
		if k != i && (r.email != "" && strings.Contains(r.email, "@") && strings.EqualFold(o.email, r.email) || r.id != "" && o.id == r.id || m.target[i] >= 0 && m.target[k] == m.target[i]) {
			return true
		}
	}
	stored := data.User{}
	if m.target[i] >= 0 {
		stored = m.base.Users[m.target[i]]
	}
	if unfitName(r.first, stored.FirstName) || unfitName(r.last, stored.LastName) {
		return true
	}
	switch {
	case r.role == "nowhere", r.role == "2", r.profile == "Nobody", r.status == "gone", r.email == "broken":
		return true
	case m.target[i] < 0:
		return r.email == "" || r.first == "" || r.last == "" || r.role == "" || r.profile == ""
	}
	u, after := m.base.Users[m.target[i]], m.becomes(m.base.Users[m.target[i]], r)
	return u.Status == data.Deactivated && after.Status == data.Active && otherNames(u, after)
}

func otherNames(a, b data.User) bool {
	swapped := sameWidely(a.FirstName, b.LastName) && sameWidely(a.LastName, b.FirstName)
	return !sameWidely(a.FirstName, b.FirstName) && !shortOf(a.FirstName, b.FirstName) && !shortOf(b.FirstName, a.FirstName) && !swapped
}

// shortOf reports whether every word of one first name begins a word of another: Lu
// and Ann are short for Anne-Lu.
func shortOf(a, b string) bool {
	cut := func(name string) []string {
		return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(name, "Ł", "l")), func(r rune) bool { return r == ' ' || r == '-' })
	}
	for _, word := range cut(a) {
		if !slices.ContainsFunc(cut(b), func(other string) bool { return strings.HasPrefix(other, word) || strings.HasPrefix(word, other) }) {
			return false
		}
	}
	return true
}

// sameWidely compares two names of the alphabets by the widest fold.
func sameWidely(a, b string) bool {
	fold := strings.NewReplacer("Ł", "l", "ł", "l", "-", "", " ", "", "Ö", "o", "ö", "o", "Oe", "o", "oe", "o")
	return strings.EqualFold(fold.Replace(a), fold.Replace(b))
}

// unfitName is S3A.4 and S15.5 for the names of the alphabets, unless it is stored.
func unfitName(name, stored string) bool {
	return name != stored && (strings.Contains(name, "@") || name == "NULL" || name == "M?y" && stored != "Mœy" || name == "#NV")
}

// becomes is the user after a row: S4.5, S4.6.
func (m *model) becomes(u data.User, r entry) data.User {
	set := func(field *string, value string) {
		if value != "" && !(field == &u.Email && strings.EqualFold(u.Email, value)) {
			*field = value
		}
	}
	set(&u.Email, r.email)
	set(&u.FirstName, r.first)
	if r.last != "M?y" || u.LastName != "Mœy" { // what is left of the stored name: S3A.4
		set(&u.LastName, r.last)
	}
	set(&u.Profile, r.profile)
	set(&u.ID, r.id)
	if r.role != "" {
		u.Roles = data.RoleIDs(r.role)
	}
	switch {
	case !m.status:
		u.Status = data.Active
	case r.status == "active":
		u.Status = data.Active
	case r.status == "no" && !u.Protected:
		u.Status = data.Deactivated
	}
	return u
}

// collide looks for a good row whose email or ID somebody else has in the end,
// makes it bad, and reports whether there was one: S4.2.
func (m *model) collide() bool {
	final := m.final(false)
	for i, r := range m.rows {
		if m.bad[i] || m.ignored[i] {
			continue
		}
		for k, u := range final {
			if k == m.target[i] || u.Key == data.UserKey(1000+i) {
				continue
			}
			if strings.EqualFold(u.Email, r.email) || r.id != "" && u.ID == r.id {
				m.bad[i] = true
				return true
			}
		}
	}
	return false
}

// final applies the good rows, and with whole also takes out who is missing.
func (m *model) final(whole bool) []data.User {
	users := slices.Clone(m.base.Users)
	for i, r := range m.rows {
		switch {
		case m.bad[i] || m.ignored[i]:
		case m.target[i] >= 0:
			users[m.target[i]] = m.becomes(users[m.target[i]], r)
		default:
			users = append(users, m.becomes(data.User{Key: data.UserKey(1000 + i)}, r))
		}
	}
	if !whole {
		return users
	}
	for k := range m.base.Users {
		if u := &users[k]; m.options.DeactivateAbsent && u.Status == data.Active && m.base.Users[k].Status == data.Active && !u.Protected && !m.mentioned(k) {
			u.Status = data.Deactivated
		}
	}
	return byKeyThenEmail(users)
}

// mentioned is S4.3 and S3A.3.
func (m *model) mentioned(k int) bool {
	for i, r := range m.rows {
		byID, byEmail := m.withID(r.id), m.withEmail(r.email)
		if byID == k || byEmail == k {
			return true
		}
		u := m.base.Users[k]
		for _, cell := range []string{r.first, r.last, r.role, r.profile} { // S3A.2
			if m.bad[i] && (u.ID != "" && cell == u.ID || strings.EqualFold(cell, u.Email)) {
				return true
			}
		}
		if m.bad[i] && byID < 0 && byEmail < 0 && slices.Contains(m.namesakes(r.first, r.last), k) {
			return true
		}
	}
	return false
}

// namesakes are all active users whom the narrowest fold of names finds.
func (m *model) namesakes(first, last string) []int {
	if first == "" || last == "" {
		return nil
	}
	folds := []func(string) string{
		strings.ToLower,
		strings.NewReplacer("Ł", "l", "ł", "l", "-", "", " ", "").Replace,
		strings.NewReplacer("Ł", "l", "ł", "l", "-", "", " ", "", "Ö", "o", "ö", "o", "Oe", "o", "oe", "o").Replace,
	}
	for _, fold := range folds {
		same := func(a, b string) bool { return strings.EqualFold(fold(a), fold(b)) }
		for _, swapped := range []bool{false, true} {
			var found []int
			for k, u := range m.base.Users {
				if swapped {
					u.FirstName, u.LastName = u.LastName, u.FirstName
				}
				if u.Status == data.Active && same(u.FirstName, first) && same(u.LastName, last) {
					found = append(found, k)
				}
			}
			if len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// byKeyThenEmail orders users; new ones lose their key.
func byKeyThenEmail(users []data.User) []data.User {
	for i := range users {
		if users[i].Key >= 1000 {
			users[i].Key = 0
		}
	}
	slices.SortFunc(users, func(a, b data.User) int {
		if a.Key != b.Key && a.Key != 0 && b.Key != 0 {
			return int(a.Key - b.Key)
		}
		if a.Key != b.Key {
			return int(b.Key - a.Key)
		}
		return strings.Compare(a.Email, b.Email)
	})
	return users
}
