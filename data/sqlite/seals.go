package sqlite

import (
	"database/sql/driver"
	"errors"
	"strings"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// watch makes SQLite write down, for this connection alone, which parts a
// transaction touches, so that no statement can be forgotten. It is called
// before the transaction begins.
func (t *tx) watch() error {
	watched, err := t.any("SELECT count(*) FROM sqlite_temp_schema WHERE name = 'touched'")
	if err != nil || watched {
		return err
	}
	var script strings.Builder
	// Whoever has written a part may know its seal.
	script.WriteString("CREATE TEMP TABLE touched (kind TEXT NOT NULL, key NOT NULL, seal BLOB);")
	for i := range kinds {
		if k := &kinds[i]; !k.mute {
			script.WriteString(k.triggers())
		}
	}
	return t.exec(script.String())
}

// triggers writes down the parts that a statement touches.
func (k *kind) triggers() string {
	var b strings.Builder
	trigger := func(event string, rows ...string) {
		b.WriteString("CREATE TEMP TRIGGER " + k.name + "_" + event + " AFTER " + event + " ON main." + k.table + " BEGIN ")
		for _, row := range rows {
			b.WriteString("INSERT INTO touched VALUES ('" + k.name + "', " + row + "." + k.key + ", NULL); ")
		}
		b.WriteString("END;")
	}
	if !k.idle {
		trigger("INSERT", "NEW")
	}
	trigger("UPDATE", "OLD", "NEW")
	trigger("DELETE", "OLD")
	return b.String()
}

// seal ends the writing of a transaction: every part that it touched is sealed
// anew, and what is history among them becomes a link of the chain.
func (t *tx) seal() error {
	if err := t.touchUnwatched(); err != nil {
		return err
	}
	touched, err := t.touched()
	if err != nil {
		return err
	}
	var link []store.Touched
	for _, p := range touched {
		changed, err := t.sealPart(&p)
		if err != nil {
			return err
		}
		if changed != nil && p.kind.chained {
			link = append(link, *changed)
		}
	}
	if len(link) > 0 {
		if err := t.addLink(store.NewLink(time.Now(), link)); err != nil {
			return err
		}
	}
	return t.exec("DELETE FROM touched")
}

// touchUnwatched counts what no trigger writes down among the touched.
func (t *tx) touchUnwatched() error {
	for i := range kinds {
		var err error
		switch k := &kinds[i]; {
		case k.mute:
			err = t.exec("INSERT INTO touched SELECT ?, "+k.key+", NULL FROM "+k.table, k.name)
		case k.idle:
			err = t.exec("INSERT INTO touched SELECT ?, key, NULL FROM touched WHERE kind = ?", k.name, store.CommitPart)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// touchAll counts everything among the touched.
func (t *tx) touchAll() error {
	for i := range kinds {
		k := &kinds[i]
		if err := t.exec("INSERT INTO touched SELECT ?, "+k.key+", NULL FROM "+k.table, k.name); err != nil {
			return err
		}
	}
	return t.exec("INSERT INTO touched SELECT kind, key, NULL FROM seals WHERE kind <> ?", store.ChainPart)
}

// touchedPart is a part with its seal, nil if it has to be read for that.
type touchedPart struct {
	kind *kind
	key  driver.Value
	seal []byte
}

func (t *tx) touched() (list []touchedPart, err error) {
	err = t.rows("SELECT kind, key, max(seal) FROM touched GROUP BY kind, key ORDER BY kind, key", func(row []driver.Value) error {
		seal, _ := row[2].([]byte)
		list = append(list, touchedPart{kindNamed[text(row[0])], row[1], seal})
		return nil
	})
	return list, err
}

// sealPart seals a part as it stands; it returns nil if that changes nothing.
func (t *tx) sealPart(p *touchedPart) (*store.Touched, error) {
	was, err := t.keptSeal(p.kind.name, p.key)
	if err != nil {
		return nil, err
	}
	is := p.seal
	if is == nil {
		is, err = t.partSeal(p.kind, p.key)
	}
	if err != nil || string(was) == string(is) {
		return nil, err
	}
	if is == nil {
		err = t.exec("DELETE FROM seals WHERE kind = ? AND key = ?", p.kind.name, p.key)
	} else {
		err = t.keepSeal(p.kind.name, p.key, is)
	}
	return &store.Touched{Part: store.JoinPart(p.kind.name, keyText(p.key)), Was: store.Hex(was), Is: store.Hex(is)}, err
}

func (t *tx) keepSeal(kind string, key driver.Value, seal []byte) error {
	return t.exec("INSERT INTO seals (kind, key, digest) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET digest = excluded.digest", kind, key, seal)
}

// chainEnd is the key under which the seal of the last link is kept, so that a
// chain that was cut short is noticed.
const chainEnd = "end"

func (t *tx) addLink(l store.Link) error {
	n, before, err := t.lastLink()
	if err != nil {
		return err
	}
	words, err := l.Text()
	if err != nil {
		return err
	}
	seal := store.Fold(before, n+1, words)
	if err := t.exec("INSERT INTO chain (n, link, seal) VALUES (?, ?, ?)", n+1, words, seal[:]); err != nil {
		return err
	}
	return t.keepSeal(store.ChainPart, chainEnd, seal[:])
}

// lastLink returns the number and the seal of the last link, 0 and nil if there is
// none. That it is the one which was stored last is verified: the next one rests on
// it.
func (t *tx) lastLink() (n int64, seal []byte, err error) {
	row, err := t.row("SELECT n, seal FROM chain ORDER BY n DESC LIMIT 1")
	switch {
	case err == nil:
		n = integer(row[0])
		seal, _ = row[1].([]byte)
	case !errors.Is(err, data.ErrNotFound):
		return 0, nil, err
	}
	end, err := t.keptSeal(store.ChainPart, chainEnd)
	if err == nil && string(end) != string(seal) {
		err = store.Damage(store.ChainPart, store.Number(n+1))
	}
	return n, seal, err
}

// sealing runs f in a transaction of its own, on a file that is not open as a
// store; one of an older version may have no seals yet.
func (t *tx) sealing(f func() error) error {
	seals, err := t.hasSeals()
	if err != nil {
		return err
	}
	if seals {
		if err := t.watch(); err != nil {
			return err
		}
	}
	if err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err = f(); err == nil && seals {
		err = t.seal()
	}
	if err != nil {
		return errors.Join(err, t.rollback())
	}
	return t.exec("COMMIT")
}

func (t *tx) hasSeals() (bool, error) {
	return t.any("SELECT count(*) FROM sqlite_schema WHERE name = 'seals'")
}

// sealed verifies every seal and the chain (SPEC S20.5); the error names the
// first part of the history that does not fit.
func (t *tx) sealed() error {
	var chain store.Chain
	err := t.rows("SELECT n, link, seal FROM chain ORDER BY n", func(row []driver.Value) error {
		n := integer(row[0])
		seal, _ := row[2].([]byte)
		return chain.Add(n, text(row[1]), seal)
	})
	if err != nil {
		return err
	}
	end, err := t.keptSeal(store.ChainPart, chainEnd)
	if err == nil {
		err = chain.End(end)
	}
	if err != nil {
		return err
	}
	var misfits []*data.DamagedError
	history := map[string]string{}
	for i := range kinds {
		found, kept, err := t.misfits(&kinds[i])
		if err != nil {
			return err
		}
		misfits = append(misfits, found...)
		if kinds[i].chained {
			for key, seal := range kept {
				history[store.JoinPart(kinds[i].name, key)] = store.Hex([]byte(seal))
			}
		}
	}
	return chain.First(append(misfits, chain.Differs(history)...))
}
