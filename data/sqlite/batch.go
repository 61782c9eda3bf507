package sqlite

import (
	"context"
	"database/sql/driver"
	"strings"
	"unsafe"

	"github.com/mattn/go-sqlite3"
)

// batchRows is how many rows one statement binds: measured, see doc.go.
const batchRows = 50

// batch runs one statement over many rows of values, several at a time.
type batch struct {
	t         *tx
	statement func(tuples string) string
	width     int
	most      int
	full      *sqlite3.SQLiteStmt
	args      []driver.NamedValue
	queued    int
	kept      []byte // see keep
}

// newBatch makes a batch for rows of width values, most of them at a time;
// statement gets the list of tuples of placeholders.
func (t *tx) newBatch(width, most int, statement func(tuples string) string) *batch {
	b := &batch{t: t, statement: statement, width: width, most: most, args: make([]driver.NamedValue, width*most)}
	for i := range b.args {
		b.args[i].Ordinal = i + 1
	}
	return b
}

// put queues the next values of a row.
func (b *batch) put(values ...any) {
	for _, v := range values {
		b.args[b.queued].Value = v
		b.queued++
	}
}

// keep copies a text that is valid for a moment only, until its row is bound.
func (b *batch) keep(text string) string {
	from := len(b.kept)
	b.kept = append(b.kept, text...)
	return unsafe.String(unsafe.SliceData(b.kept[from:]), len(text))
}

// next ends a row, and runs the statement once enough rows are queued. It heeds
// the context.
func (b *batch) next() error {
	if b.queued < len(b.args) {
		return nil
	}
	if err := b.t.ctx.Err(); err != nil {
		return err
	}
	if b.full == nil {
		stmt, err := b.prepare(b.most)
		if err != nil {
			return err
		}
		b.full = stmt
	}
	return b.run(b.full)
}

// close runs the statement for the rows still queued.
func (b *batch) close() error {
	defer func() {
		if b.full != nil {
			b.full.Close()
		}
	}()
	if b.queued == 0 {
		return nil
	}
	stmt, err := b.prepare(b.queued / b.width)
	if err != nil {
		return err
	}
	defer stmt.Close()
	return b.run(stmt)
}

func (b *batch) prepare(rows int) (*sqlite3.SQLiteStmt, error) {
	tuple := "(" + strings.TrimSuffix(strings.Repeat("?,", b.width), ",") + "),"
	stmt, err := b.t.conn.PrepareContext(context.Background(), b.statement(strings.TrimSuffix(strings.Repeat(tuple, rows), ",")))
	if err != nil {
		return nil, err
	}
	return stmt.(*sqlite3.SQLiteStmt), nil
}

// run executes through Query, which binds all values and steps in one call
// into C where Exec takes one for each value.
func (b *batch) run(stmt *sqlite3.SQLiteStmt) error {
	rows, err := stmt.QueryContext(context.Background(), b.args[:b.queued])
	b.queued, b.kept = 0, b.kept[:0]
	if err != nil {
		return err
	}
	return rows.Close()
}
