package sqlite

import (
	"context"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
)

// applicationID stands in the head of every organization file ("HdCt").
const applicationID = 0x48644374

//go:embed migrations/*.sql
var embedded embed.FS

// migration leads from one version of the schema to the next: by a script and
// then, if it needs one, by a function, which reads and writes what SQL cannot
// say, such as marks. Both must do with tables that are empty.
type migration struct {
	script string
	then   func(t *tx) error
}

// functions are the functions of migrations, by number.
var functions = map[int]func(t *tx) error{}

// migrations are in the order of their numbers; the version of a schema is how
// many of them it has been through.
var migrations = sync.OnceValue(func() []migration { return numbered(embedded, functions) })

func numbered(files fs.FS, functions map[int]func(t *tx) error) []migration {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		panic("no migrations embedded")
	}
	slices.Sort(names)
	all := make([]migration, len(names))
	for i, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil || !strings.HasPrefix(name, fmt.Sprintf("migrations/%04d_", i+1)) {
			panic("migrations are not numbered from 0001 without a gap: " + name)
		}
		all[i] = migration{string(text), functions[i+1]}
	}
	return all
}

// migrate runs the migrations that the file has not been through, all in one
// transaction with their records (SPEC S14.7).
func migrate(conn *sqlite3.SQLiteConn, all []migration) error {
	t := &tx{context.Background(), conn}
	version, err := t.number("PRAGMA user_version")
	if err != nil || int(version) >= len(all) {
		return err
	}
	if err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := t.soundBefore(); err != nil {
		return errors.Join(err, t.rollback())
	}
	for v := int(version) + 1; v <= len(all); v++ {
		if err := t.step(v, all[v-1]); err != nil {
			return fmt.Errorf("migration %d: %w", v, errors.Join(err, t.rollback()))
		}
	}
	if err = t.sealAll(); err == nil {
		err = t.exec("COMMIT")
	}
	if err != nil {
		return errors.Join(err, t.rollback())
	}
	return nil
}

func (t *tx) step(version int, m migration) error {
	if err := t.exec(m.script); err != nil {
		return err
	}
	if m.then != nil {
		if err := m.then(t); err != nil {
			return err
		}
	}
	if err := t.exec("INSERT INTO migrations (version, at) VALUES (?, ?)", version, formatTime(time.Now())); err != nil {
		return err
	}
	return t.exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version))
}

// soundBefore verifies what a migration would seal anew.
func (t *tx) soundBefore() error {
	seals, err := t.hasSeals()
	if err != nil || !seals {
		return err
	}
	return t.sealed()
}

// sealAll seals whatever a migration may have touched, from the version on that
// has seals; what there was before is sealed as it is found.
func (t *tx) sealAll() error {
	seals, err := t.hasSeals()
	if err != nil || !seals {
		return err
	}
	if err := t.watch(); err != nil {
		return err
	}
	if err := t.touchAll(); err != nil {
		return err
	}
	return t.seal()
}

// rollback gives a transaction up if one is open.
func (t *tx) rollback() error {
	if t.conn.AutoCommit() {
		return nil
	}
	return t.exec("ROLLBACK")
}

// expected returns the schema that migrations make, one statement an object.
// A file whose schema differs was not made by this program, or was changed by
// another one: a trigger or a view in it would act in this program's name.
func expected(all []migration) (string, error) {
	c, err := (&sqlite3.SQLiteDriver{}).Open(":memory:")
	if err != nil {
		return "", err
	}
	conn := c.(*sqlite3.SQLiteConn)
	defer conn.Close()
	if err := migrate(conn, all); err != nil {
		return "", err
	}
	return (&tx{context.Background(), conn}).schema()
}

var expectedNow = sync.OnceValues(func() (string, error) { return expected(migrations()) })

// schema returns the statements that made the file's tables and indexes, and
// a line for everything else that stands in its schema.
func (t *tx) schema() (string, error) {
	rows := []string{}
	err := t.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema", func(row []driver.Value) error {
		rows = append(rows, schemaRow(row))
		return nil
	})
	slices.Sort(rows)
	return strings.Join(rows, ""), err
}

func schemaRow(row []driver.Value) string {
	if row[3] == nil {
		return fmt.Sprintf("-- %v %v of %v\n", row[0], row[1], row[2])
	}
	return fmt.Sprintf("-- %v %v of %v\n%v;\n", row[0], row[1], row[2], row[3])
}

// checkSchema refuses a file of another version or with another schema, before
// any of its tables is queried.
func checkSchema(t *tx) (version int, err error) {
	id, err := t.number("PRAGMA application_id")
	if err != nil {
		return 0, err
	}
	if id != applicationID {
		return 0, data.ErrNotOrganization
	}
	number, err := t.number("PRAGMA user_version")
	if err != nil {
		return 0, err
	}
	known := len(migrations())
	switch {
	case number > int64(known):
		return int(number), data.ErrNewer
	case number < 1:
		return int(number), damaged("schema version %d", number)
	}
	want, err := expectedNow()
	if int(number) < known {
		want, err = expected(migrations()[:number])
	}
	if err != nil {
		return int(number), err
	}
	got, err := t.schema()
	if err == nil && got != want {
		err = damaged("its tables are not those of version %d", number)
	}
	return int(number), err
}
