package sqlite

import (
	"database/sql/driver"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// userLines reads every user as one line: see store.AppendUser, and behind it the
// keys that the user is looked up by. Joining in SQLite is twice as quick as
// fetching column by column.
const userLines = `SELECT concat_ws(char(31), key, email, first_name, last_name, roles, profile, id, job_title,
	phone, status, protected, nullif(own, ''), mark, email_key, id_key) FROM users ORDER BY key`

// users returns all users by rising key, verified line by line.
func (t *tx) users(l *store.Lines, profiles *store.Profiles) ([]data.User, error) {
	count, err := t.number("SELECT count(*) FROM users")
	if err != nil {
		return nil, err
	}
	users := make([]data.User, 0, count)
	err = t.rows(userLines, func(row []driver.Value) error {
		users = append(users, data.User{})
		return readUser(l, text(row[0]), profiles, &users[len(users)-1])
	})
	return users, err
}

// user returns one user, data.ErrNotFound if there is none with that key.
func (t *tx) user(key data.UserKey, profiles *store.Profiles) (data.User, error) {
	row, err := t.row(strings.Replace(userLines, "ORDER BY", "WHERE key = ? ORDER BY", 1), key)
	if err != nil {
		return data.User{}, err
	}
	var u data.User
	err = readUser(new(store.Lines), text(row[0]), profiles, &u)
	return u, err
}

// readUser reads a line of userLines into u. The digest leaves the keys out, so they
// are compared with what they are made from.
func readUser(l *store.Lines, line string, profiles *store.Profiles, u *data.User) error {
	line, idKey := cutLast(line)
	line, emailKey := cutLast(line)
	err := l.ReadUser(line, profiles, u)
	if err == nil && (data.EmailKey(u.Email) != emailKey || data.IDKey(u.ID) != idKey) {
		err = damaged("the keys of user %d are not those of the address and the ID", u.Key)
	}
	return err
}

// cutLast cuts the last cell off a line.
func cutLast(line string) (before, last string) {
	i := max(strings.LastIndexByte(line, '\x1f'), 0)
	return line[:i], strings.TrimPrefix(line[i:], "\x1f")
}

// text is what a column of texts holds, integer what one of numbers does.
func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

func integer(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}
