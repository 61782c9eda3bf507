package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
)

// oldestEngine is the first SQLite without the bug that could damage a file
// when its write-ahead log was reset.
const oldestEngine = 3_051_003

// longestValue is the largest text or blob that is read or written: a stored
// table of a million rows is far below it.
const longestValue = 512 << 20

// access says how a file is opened.
type access string

const (
	readOnly  access = "ro"
	readWrite access = "rw"
	// asItLies reads a file without asking for locks or for its journal.
	asItLies access = "immutable"
)

// cacheSize is 64 MB of pages, as SQLite spells it; used only as far as there
// are pages.
const cacheSize = "-65536"

// passingCache is 1 MB, for reading all of a table once: keeping 100,000 users in
// the cache took longer than to read them twice.
const passingCache = "-1024"

type pragma struct{ name, set, want string }

// pragmas are set on every connection, in this order, and read back: SQLite
// ignores a misspelt one in silence. trusted_schema comes before anything of
// the file is looked at.
var pragmas = []pragma{
	{"trusted_schema", "OFF", "0"},
	{"cell_size_check", "ON", "1"},
	{"busy_timeout", "5000", "5000"},
	{"temp_store", "MEMORY", "2"},
	{"foreign_keys", "ON", "1"},
	{"secure_delete", "ON", "1"},
	{"synchronous", "FULL", "2"},
	{"cache_size", cacheSize, cacheSize},
	{"journal_mode", "DELETE", "delete"},
}

// connect opens a SQLite file that exists. SQLite does not touch the file
// before the first query.
func connect(path string, a access) (*sqlite3.SQLiteConn, error) {
	if _, number, _ := sqlite3.Version(); number < oldestEngine {
		return nil, fmt.Errorf("SQLite %d is too old, %d is needed", number, oldestEngine)
	}
	c, err := (&sqlite3.SQLiteDriver{}).Open(dsn(path, a))
	if err != nil {
		return nil, err
	}
	conn := c.(*sqlite3.SQLiteConn)
	conn.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, longestValue)
	if err := configure(&tx{context.Background(), conn}); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

// dsn names the file in the only spelling that no character of a folder's
// name can break out of.
func dsn(path string, a access) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	how := url.Values{"mode": {string(a)}, "_stmt_cache_size": {"32"}}
	if a == asItLies {
		how.Set("mode", string(readOnly))
		how.Set("immutable", "1")
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: how.Encode()}
	return u.String()
}

func configure(t *tx) error {
	for _, p := range pragmas {
		if err := t.exec("PRAGMA " + p.name + " = " + p.set); err != nil {
			return err
		}
	}
	for _, p := range pragmas {
		row, err := t.row("PRAGMA " + p.name)
		if err != nil {
			return err
		}
		if got := fmt.Sprint(row[0]); got != p.want {
			return fmt.Errorf("SQLite option %s is %s, not %s", p.name, got, p.want)
		}
	}
	return nil
}

// passing runs f, which reads whole tables from one end to the other, in one
// transaction: so the file is locked once.
func (t *tx) passing(f func() error) error {
	err := t.exec("PRAGMA cache_size = " + passingCache + "; BEGIN")
	if err == nil {
		err = errors.Join(f(), t.rollback())
	}
	return errors.Join(err, t.exec("PRAGMA cache_size = "+cacheSize))
}

// tx is what runs between BEGIN and COMMIT on the one connection.
type tx struct {
	ctx  context.Context
	conn *sqlite3.SQLiteConn
}

// exec runs one or more statements that return nothing. Statements run to
// their end: cancelling is noticed between them.
func (t *tx) exec(query string, args ...any) error {
	_, err := t.conn.ExecContext(context.Background(), query, named(args))
	return err
}

// rows calls each with every row of the answer; the row is valid during the
// call only. It heeds the context.
func (t *tx) rows(query string, each func(row []driver.Value) error, args ...any) error {
	return t.answer(context.Background(), query, each, args...)
}

// long is rows for a question whose first row takes long: SQLite is
// interrupted if the context is cancelled.
func (t *tx) long(query string, each func(row []driver.Value) error) error {
	err := t.answer(t.ctx, query, each)
	if cancelled := t.ctx.Err(); cancelled != nil {
		return cancelled
	}
	return err
}

func (t *tx) answer(within context.Context, query string, each func(row []driver.Value) error, args ...any) error {
	rows, err := t.conn.QueryContext(within, query, named(args))
	if err != nil {
		return err
	}
	defer rows.Close()
	row := make([]driver.Value, len(rows.Columns()))
	for n := 1; ; n++ {
		if n%1024 == 0 && t.ctx.Err() != nil {
			return t.ctx.Err()
		}
		switch err := rows.Next(row); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

// row returns the first row of the answer, data.ErrNotFound if there is none.
func (t *tx) row(query string, args ...any) ([]driver.Value, error) {
	var first []driver.Value
	err := t.rows(query, func(row []driver.Value) error {
		if first == nil {
			first = append(first, row...)
		}
		return nil
	}, args...)
	if err == nil && first == nil {
		err = data.ErrNotFound
	}
	return first, err
}

// number returns the one number that the query answers.
func (t *tx) number(query string, args ...any) (int64, error) {
	row, err := t.row(query, args...)
	if err != nil {
		return 0, err
	}
	n := integer(row[0])
	return n, nil
}

// any reports whether the number that the query answers is not 0.
func (t *tx) any(query string, args ...any) (bool, error) {
	n, err := t.number(query, args...)
	return n > 0, err
}

func named(args []any) []driver.NamedValue {
	values := make([]driver.NamedValue, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case int:
			a = int64(v)
		case data.Revision:
			a = int64(v)
		case data.UserKey:
			a = int64(v)
		case bool:
			a = bit(v)
		}
		values[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return values
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
