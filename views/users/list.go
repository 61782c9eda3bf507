package users

import (
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/widgets"
)

// Preferences of the list of users.
const (
	prefUsersSort   = "users.sort"
	prefUsersWidths = "users.widths"
)

// usersList is the table of Manage users.
type usersList struct {
	screen *usersScreen
	list   *widgets.DataList
	width  float32 // of the window
}

// userColumns are the columns and the fields that they show and sort by.
var userColumns = []struct {
	id     string
	field  data.Field
	min    float32
	weight float32
	from   float32 // the width of the window from which it is shown
}{
	{"name", data.LastName, 190, 2, 0},
	{"email", data.Email, 160, 3, 0},
	{"role", data.RoleID, 130, 2, 0},
	{"profile", data.PermissionProfile, 130, 0, 0},
	{"id", data.ID, 84, 0, 1100},
	{"job", data.JobTitle, 150, 1, 1600},
	{"phone", data.Phone, 150, 0, 1600},
}

func newUsersList(u *usersScreen) *usersList {
	l := &usersList{screen: u, width: 1280}
	l.list = widgets.NewDataList(l.columns(), func() int { return len(u.state.found) }, l.cell)
	l.list.Tick = func(row int) widgets.TickState {
		key := u.state.found[row].Key
		if u.state.gone[key] {
			return widgets.NoTick
		}
		return tickOf(u.state.ticked[key])
	}
	l.list.OnTick = func(row int, on bool) {
		if key := u.state.found[row].Key; on {
			u.state.ticked[key] = true
		} else {
			delete(u.state.ticked, key)
		}
		u.show()
	}
	l.list.OnTickRange = func(from, to int) {
		for _, user := range u.state.found[from : to+1] {
			if !u.state.gone[user.Key] {
				u.state.ticked[user.Key] = true
			}
		}
		u.show()
	}
	l.list.TickAll = func() widgets.TickState {
		switch len(u.state.ticked) {
		case 0:
			return widgets.Off
		case u.state.tickable():
			return widgets.On
		}
		return widgets.Partly
	}
	l.list.OnTickAll = func(on bool) { u.tickAll(on) }
	l.list.Menu = func(row int) []widgets.MenuItem { return u.menuOf(u.state.found[row]) }
	l.list.OnOpen = func(row int) { u.edit(*u.state.found[row]) }
	l.list.Chosen = func(row int) bool { return u.state.ticked[u.state.found[row].Key] }
	l.list.Faded = func(row int) bool {
		return u.state.gone[u.state.found[row].Key] || u.state.query.Status == app.AllUsers && u.state.found[row].Status == data.Deactivated
	}
	l.list.OnSort = l.sort
	l.list.OnShown = u.showRange
	u.desk.KeepWidths(prefUsersWidths, l.list)
	l.list.MenuTip = u.desk.Words.T("users.menu")
	return l
}

// tickable counts the rows that can be ticked.
func (st *usersState) tickable() int {
	n := len(st.found)
	for _, gone := range st.gone {
		if gone {
			n--
		}
	}
	return n
}

func tickOf(on bool) widgets.TickState {
	if on {
		return widgets.On
	}
	return widgets.Off
}

func (l *usersList) columns() []widgets.Column {
	var columns []widgets.Column
	for _, c := range userColumns {
		columns = append(columns, widgets.Column{
			ID: c.id, Title: l.screen.desk.Words.T("users.column." + c.id), Min: c.min, Weight: c.weight,
			Sortable: true, Hidden: l.width < c.from,
		})
	}
	return columns
}

func (l *usersList) cell(row int, column string) widgets.Cell {
	u, d := l.screen.state.found[row], l.screen.state.directory
	switch column {
	case "name":
		cell := widgets.PersonCell(u.FirstName, u.LastName, "")
		if l.width >= 1100 {
			cell.Avatar = widgets.InitialsOf(u.FirstName, u.LastName)
		}
		if u.Protected {
			cell.After = widgets.IconKept
		}
		if st := &l.screen.state; st.gone[u.Key] && (u.Status == data.Active) != (st.query.Status == app.OnlyActive) {
			cell.Line = append(cell.Line, widgets.Dim("   "+data.StatusWord(u.Status, l.screen.desk.Words.Language())))
		}
		return cell
	case "email":
		return widgets.MutedCell(u.Email)
	case "role":
		return widgets.TextCell(d.RoleNames(u.Roles))
	case "profile":
		return widgets.TextCell(u.Profile)
	case "id":
		return widgets.MutedCell(u.ID)
	case "job":
		return widgets.TextCell(u.JobTitle)
	}
	return widgets.MutedCell(u.Phone)
}

// show sets the list from the state.
func (l *usersList) show(st *usersState) {
	l.list.SetSort(columnOf(st.query.Order.By), st.query.Order.Descending)
	l.list.Empty = nil
	if len(st.found) == 0 {
		l.list.Empty = l.screen.nobody()
	}
	l.list.Refresh()
}

func (l *usersList) sized(width float32) {
	if width != l.width {
		l.width = width
		l.list.SetColumns(l.columns())
	}
	l.screen.showRange()
}

func (l *usersList) sort(column string, descending bool) {
	for _, c := range userColumns {
		if c.id == column {
			order := app.Order{By: c.field, Descending: descending}
			l.screen.filter(func(q *app.Query) { q.Order = order })
			l.screen.rememberOrder(order)
		}
	}
}

func columnOf(f data.Field) string {
	for _, c := range userColumns {
		if c.field == f {
			return c.id
		}
	}
	return ""
}

func (u *usersScreen) rememberOrder(o app.Order) {
	text := o.By.Name()
	if o.Descending {
		text += " descending"
	}
	u.desk.Prefs().SetString(prefUsersSort, text)
}

func (u *usersScreen) rememberedOrder() {
	field, descending := strings.CutSuffix(u.desk.Prefs().String(prefUsersSort), " descending")
	if field != "" {
		u.state.query.Order = app.Order{By: data.Field(field), Descending: descending}
	}
}

// schema is the list of the fields that users have.
func (u *usersScreen) schema() *data.Schema {
	if u.state.directory == nil {
		return data.UserSchema
	}
	return u.state.directory.Base.Schema
}
