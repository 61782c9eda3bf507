package sqlite

import (
	"database/sql/driver"
	"math"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// userLine is a user as one line: see store.AppendUser, and behind it the keys
// that the user is looked up by. Joining in SQLite is twice as quick as fetching
// column by column.
const userLine = `concat_ws(char(31), key, email, first_name, last_name, roles, profile, id, job_title,
	phone, status, protected, nullif(own, ''), mark, email_key, id_key)`

// userLines reads the users behind a key, many in one answer: to fetch it costs
// more than to read a line. No text that is stored has a line end in it.
const userLines = `SELECT group_concat(line, char(10)), max(key) FROM
	(SELECT ` + userLine + ` AS line, key FROM users WHERE key > ? ORDER BY key LIMIT 64)`

// users returns all users by rising key, verified line by line.
func (t *tx) users(l *store.Lines, profiles *store.Profiles) ([]data.User, error) {
	most, err := t.mostUsers()
	if err != nil {
		return nil, err
	}
	users, last := make([]data.User, 0, most), any(int64(math.MinInt64))
	for {
		row, err := t.row(userLines, last)
		if err == nil {
			err = t.ctx.Err()
		}
		if err != nil || row[1] == nil {
			return users, err
		}
		for line := range strings.SplitSeq(text(row[0]), "\n") {
			users = append(users, data.User{})
			if err := readUser(l, line, profiles, &users[len(users)-1]); err != nil {
				return nil, err
			}
		}
		last = row[1]
	}
}

// mostUsers is about how many users there are: hardly more than keys were given,
// and no more than there is room for in the file. To count them would be to read
// an index.
func (t *tx) mostUsers() (int64, error) {
	const leastRow = 64 // bytes
	given, err := t.number("SELECT ifnull(max(key), 0) FROM users")
	if err != nil {
		return 0, err
	}
	pages, err := t.number("PRAGMA page_count")
	if err != nil {
		return 0, err
	}
	size, err := t.number("PRAGMA page_size")
	return max(0, min(given, pages*size/leastRow)), err
}

// user returns one user, data.ErrNotFound if there is none with that key.
func (t *tx) user(key data.UserKey, profiles *store.Profiles) (data.User, error) {
	row, err := t.row("SELECT "+userLine+" FROM users WHERE key = ?", key)
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
