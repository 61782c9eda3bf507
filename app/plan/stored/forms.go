package stored

import (
	"encoding/json"
	"fmt"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// lineForm reads what differs between the versions of stored lines.
type lineForm interface {
	// user reads what differs from the user given.
	user(r *reader, u *data.User)
	// field reads a field, data.NoField for none.
	field(r *reader) data.Field
	roleFate(r *reader) *plan.RoleFate
}

// member is a part of a user as lines hold it: a flag, or a text that differs.
type member struct {
	name string
	// flag is where a member is kept that is set or not.
	flag func(u *data.User) bool
	set  func(u *data.User)
	text func(u *data.User) string
	put  func(u *data.User, text string)
	// often marks texts that many users have in common.
	often bool
}

// members are the parts of a user in the order in which lines hold them. Which
// order that was says the head of each plan, so that members can be added and
// moved.
var members = append([]member{
	{
		name: data.StatusField.Name(), flag: func(u *data.User) bool { return u.Status == data.Deactivated },
		set: func(u *data.User) { u.Status = data.Deactivated },
	},
	{name: "protected", flag: func(u *data.User) bool { return u.Protected }, set: func(u *data.User) { u.Protected = true }},
	{name: "own", text: func(u *data.User) string { return string(u.Own) }, put: func(u *data.User, text string) { u.Own = data.Values(text) }},
	{
		name: data.RoleID.Name(), text: func(u *data.User) string { return string(u.Roles) },
		put: func(u *data.User, text string) { u.Roles = data.RoleIDs(text) }, often: true,
	},
	textMember(data.PermissionProfile, true, func(u *data.User) *string { return &u.Profile }),
	textMember(data.JobTitle, true, func(u *data.User) *string { return &u.JobTitle }),
}, textMember(data.Email, false, func(u *data.User) *string { return &u.Email }),
	textMember(data.FirstName, false, func(u *data.User) *string { return &u.FirstName }),
	textMember(data.LastName, false, func(u *data.User) *string { return &u.LastName }),
	textMember(data.ID, false, func(u *data.User) *string { return &u.ID }),
	textMember(data.Phone, false, func(u *data.User) *string { return &u.Phone }))

func textMember(f data.Field, often bool, of func(u *data.User) *string) member {
	return member{
		name: f.Name(), often: often, text: func(u *data.User) string { return *of(u) }, put: func(u *data.User, text string) { *of(u) = text },
	}
}

func memberNames() []string {
	names := make([]string, len(members))
	for i := range members {
		names[i] = members[i].name
	}
	return names
}

func roleMembers() []data.Field {
	var fields []data.Field
	for _, info := range data.RoleSchema.Fields() {
		fields = append(fields, info.Field)
	}
	return fields
}

// user writes the key and the members that are set or differ from another user,
// nil for one without any.
func (w *writer) user(from, u *data.User) {
	var marks uint64
	var texts [mostMembers]string
	if from == nil {
		from = &nobody
	}
	for i := range members {
		switch m := &members[i]; {
		case m.flag != nil:
			marks |= bit(m.flag(u), 1<<i)
		default:
			texts[i] = m.text(u)
			marks |= bit(m.text(from) != texts[i], 1<<i)
		}
	}
	w.number(marks)
	w.signed(int64(u.Key - from.Key))
	for i := range members {
		switch m := &members[i]; {
		case marks&(1<<i) == 0 || m.flag != nil:
		case m.often:
			w.word(texts[i])
		default:
			w.text(texts[i])
		}
	}
}

// mostMembers is more than there are.
const mostMembers = 16

var nobody data.User

// form2 is the form that is written. It knows members by their names.
type form2 struct {
	members []*member
	roles   []data.Field
}

func newForm2(names []string, roles []data.Field) (form2, error) {
	f := form2{roles: roles}
	for _, name := range names {
		var found *member
		for i := range members {
			if members[i].name == name {
				found = &members[i]
			}
		}
		if found == nil {
			return f, fmt.Errorf("users have a member %q", name)
		}
		f.members = append(f.members, found)
	}
	for _, field := range roles {
		if data.RoleSchema.Place(field) < 0 {
			return f, fmt.Errorf("roles have a field %q", field)
		}
	}
	return f, nil
}

func (f form2) user(r *reader, u *data.User) {
	marks := r.number()
	if marks >= 1<<len(f.members) {
		r.fail()
	}
	u.Key += data.UserKey(r.signed())
	u.Status, u.Protected = data.Active, false
	for i, m := range f.members {
		switch {
		case marks&(1<<i) == 0:
		case m.flag != nil:
			m.set(u)
		case m.often:
			m.put(u, r.word())
		default:
			m.put(u, r.text())
		}
	}
}

func (f form2) field(r *reader) data.Field { return data.Field(r.word()) }

func (f form2) roleFate(r *reader) *plan.RoleFate { return r.roleFate(f.roles) }

// form1 is the form of the first version, which named fields by numbers: it
// knows them by this list for ever.
type form1 struct{}

var (
	fields1 = [...]data.Field{
		data.Email, data.FirstName, data.LastName, data.RoleID, data.PermissionProfile, data.ID, data.JobTitle, data.Phone, data.StatusField,
	}
	roleFields1 = [...]data.Field{data.RoleLevel, data.RoleName, data.RoleKey, data.RoleSuperiors}
)

const (
	firstRoleField1 = 32
	noField1        = 255
	deactivated1    = 1 << 8
	protected1      = 1 << 9
)

// field1 is the field of a number, NoField for none.
func field1(n uint8) (f data.Field, known bool) {
	switch {
	case n == noField1:
		return data.NoField, true
	case int(n) < len(fields1):
		return fields1[n], true
	case n >= firstRoleField1 && int(n-firstRoleField1) < len(roleFields1):
		return roleFields1[n-firstRoleField1], true
	}
	return data.NoField, false
}

func (form1) field(r *reader) data.Field {
	f, known := field1(r.byte())
	if !known {
		r.fail()
	}
	return f
}

func (form1) user(r *reader, u *data.User) {
	marks := r.number()
	u.Key += data.UserKey(r.signed())
	u.Status, u.Protected = data.Active, marks&protected1 != 0
	if marks&deactivated1 != 0 {
		u.Status = data.Deactivated
	}
	for i, f := range fields1[:8] {
		switch {
		case marks&(1<<i) == 0:
		case f == data.RoleID:
			u.Roles = data.RoleIDs(r.word())
		case f == data.PermissionProfile, f == data.JobTitle:
			u.Set(f, r.word())
		default:
			u.Set(f, r.text())
		}
	}
}

func (form1) roleFate(r *reader) *plan.RoleFate { return r.roleFate(roleFields1[:]) }

// fieldNumber is a field in the JSON of the first version.
type fieldNumber struct{ data.Field }

func (f *fieldNumber) UnmarshalJSON(text []byte) error {
	var n uint8
	if err := json.Unmarshal(text, &n); err != nil {
		return err
	}
	field, known := field1(n)
	if !known {
		return fmt.Errorf("no field has the number %d", n)
	}
	f.Field = field
	return nil
}

// decode1 reads the head of the first version.
func (h *head) decode1(content []byte) error {
	var old struct {
		*head
		File struct {
			data.FileInfo
			Columns []struct {
				Header string
				Field  fieldNumber
			}
		}
		FileIssues []struct {
			plan.Issue
			Field fieldNumber
		}
	}
	old.head = h
	if err := json.Unmarshal(content, &old); err != nil {
		return err
	}
	h.File = old.File.FileInfo
	for _, c := range old.File.Columns {
		h.File.Columns = append(h.File.Columns, data.Column{Header: c.Header, Field: c.Field.Field})
	}
	for _, i := range old.FileIssues {
		i.Issue.Field = i.Field.Field
		h.FileIssues = append(h.FileIssues, i.Issue)
	}
	return nil
}
