package sqlite

import (
	"bytes"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// lived returns the bytes of a closed organization file in which something of
// everything happened: uploads, simulated, applied and undone, one of roles,
// letters in several states, a mapping, settings of every kind, a person deleted
// for good, contents that aged.
func lived(t testing.TB) []byte {
	t.Helper()
	s := newStore(t)
	populate(t, s, 40)
	random := rand.New(rand.NewPCG(9, 9))
	bytesOf := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(random.Uint32())
		}
		return b
	}
	apply := func(c store.Commit, u data.Upload) data.Upload {
		u.At, u.File = noon, data.FileInfo{Name: "team.xlsx", SHA256: "77", Format: "xlsx", Sheet: "Team", HeaderRow: 1, Rows: 40}
		c.Origin, c.Upload, c.Plan, c.Table = data.ByUpload, &u, bytesOf(3000), bytesOf(9000)
		if u.Undoes != 0 {
			c.Origin = data.ByUndo
		}
		done, err := s.Commit(background, c, nil)
		must(t, err)
		return done
	}
	for round := range 3 {
		var changes []data.Change
		for _, u := range load(t, s).Users[:20] {
			changes = append(changes, edit(data.Update, u, func(u *data.User) { u.JobTitle = fmt.Sprint("Job ", round) }))
		}
		c := commitOn(t, s, changes...)
		c.Identity = fmt.Sprint("round ", round)
		apply(c, data.Upload{Options: data.Options{DeactivateAbsent: true, LeaveOut: []string{"x@example.org"}}})
	}
	last := apply(commitOn(t, s, create(person(777))...), data.Upload{})
	users := load(t, s).Users
	apply(commitOn(t, s, data.Change{Action: data.Remove, Before: users[len(users)-1]}), data.Upload{Undoes: last.ID})
	roles := commitOn(t, s)
	roles.Roles = []data.Role{{ID: "lyon", Name: "Lyon", Level: "shop", Superiors: "sud"}}
	apply(roles, data.Upload{Options: data.Options{Hierarchy: true}})
	leaver := load(t, s).Users[5]
	_, err := s.Commit(background, commitOn(t, s, edit(data.Deactivate, leaver, func(u *data.User) { u.Status = data.Deactivated })), nil)
	must(t, err)
	simulate(t, s, lettersTo(data.MailByMailbox, "a@x.fr", "b@x.fr"))
	must(t, s.Erase(background, leaver.Key, func(_ int64, plan, table []byte, _ []string) ([]byte, []byte, error) { return plan, table[1:], nil }))
	simulate(t, s, nil)
	must(t, s.Prune(background, noon.AddDate(1, 0, 0)))
	sent := simulate(t, s, lettersTo(data.MailByMailbox, "c@x.fr", "d@x.fr", "e@x.fr"))
	letters, err := s.Letters(background)
	must(t, err)
	must(t, s.BeginLetter(background, letters[0].ID, noon))
	must(t, s.EndLetter(background, letters[0].ID, noon, data.Outcome{State: data.LetterSent, Filing: data.FilingDone}))
	must(t, s.SaveMapping(background, "mail\nname", map[string]string{"Mail": "email", "Name": "last_name"}))
	settings := testSettings
	settings.RolesOptional, settings.Mail.From = true, "me@x.fr"
	must(t, s.SaveSettings(background, settings))
	must(t, s.SaveProfile(background, "Manager", data.Profile{Name: "Boss"}))
	if sent == 0 {
		t.Fatal("nothing was simulated")
	}
	must(t, s.Check(background))
	must(t, s.Close())
	content, err := os.ReadFile(s.path)
	must(t, err)
	return content
}

// dump reads every table of a file, row by row as text; a table that cannot be
// read to its end says so.
func dump(t testing.TB, path string, tables []string) map[string]string {
	t.Helper()
	all := map[string]string{}
	conn, err := connect(path, asItLies)
	if err != nil {
		return map[string]string{"": err.Error()}
	}
	defer conn.Close()
	tx := &tx{background, conn}
	for _, table := range tables {
		var b strings.Builder
		row, err := tx.row("SELECT group_concat('quote(' || name || ')', '||') FROM pragma_table_info(?)", table)
		if err == nil && row[0] != nil {
			row, err = tx.row("SELECT group_concat(line, char(10)) FROM (SELECT " + text(row[0]) + " AS line FROM " + table + ")")
		}
		if err != nil {
			fmt.Fprintln(&b, "unreadable:", err)
		} else {
			fmt.Fprintln(&b, row[0])
		}
		all[table] = b.String()
	}
	return all
}

var allTables = []string{
	"sqlite_schema", "sqlite_sequence", "organization", "profiles", "roles", "users", "uploads", "contents", "commits", "changes",
	"mappings", "migrations", "letters", "texts", "seals", "chain", "erasures",
}

// flips is how many bits are flipped: a few hundred with -short, or as many as
// HEADCOUNT_FLIPS says.
func flips(t testing.TB, usually int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("HEADCOUNT_FLIPS")); err == nil {
		return n
	}
	if testing.Short() {
		return usually / 8
	}
	return usually
}

// TestEveryFlippedBitIsNoticed flips bits anywhere in the file: whatever any
// table then reads differently, check notices; what decides is noticed on
// opening, and a refused file is left as it is (SPEC S20.1). The history is
// noticed when it is read: see TestDamagedHistoryIsNoticedWhenRead.
func TestEveryFlippedBitIsNoticed(t *testing.T) {
	content := lived(t)
	path := write(t, content)
	whole := dump(t, path, allTables)
	for table, rows := range whole {
		if rows == "<nil>\n" || strings.Contains(rows, "unreadable") {
			t.Fatalf("%s reads %q", table, rows)
		}
	}
	decides := map[string]bool{"organization": true, "profiles": true, "roles": true, "users": true, "sqlite_sequence": true}
	random := rand.New(rand.NewPCG(1, 2))
	changed, noticed := map[string]int{}, 0
	n := flips(t, 3000)
	for range n {
		damaged := bytes.Clone(content)
		at := random.IntN(len(damaged))
		damaged[at] ^= 1 << random.IntN(8)
		must(t, os.WriteFile(path, damaged, 0o600))
		now := dump(t, path, allTables)
		_, err := Check(background, path)
		if err != nil && !refused(err) {
			t.Errorf("a bit flipped at %d: %v", at, err)
		}
		_, opened := openAndLoad(path)
		if err != nil {
			noticed++
		}
		for table, rows := range whole {
			if now[table] == rows {
				continue
			}
			changed[table]++
			if err == nil {
				t.Errorf("a bit flipped at %d changes %s, and check finds it sound", at, table)
			}
			if decides[table] && !refused(opened) {
				t.Errorf("a bit flipped at %d changes %s, and opening says %v", at, table, opened)
			}
		}
		after, err := os.ReadFile(path)
		must(t, err)
		if !bytes.Equal(after, damaged) {
			t.Fatalf("the file damaged at %d was written to", at)
		}
	}
	if noticed < n/5 {
		t.Errorf("only %d of %d flipped bits are noticed: does the test flip what it means to?", noticed, n)
	}
	t.Logf("%d bits flipped in %d bytes, %d noticed; changed: %v", n, len(content), noticed, changed)
	for _, table := range slices.Sorted(maps.Keys(whole)) {
		if n >= 3000 && changed[table] == 0 && len(whole[table]) > 2000 {
			t.Errorf("no flipped bit changed %s", table)
		}
	}
}

// TestDamagedHistoryIsNoticedWhenRead changes what is read only now and then:
// the file opens, and whoever reads it is told (SPEC S20.1).
func TestDamagedHistoryIsNoticedWhenRead(t *testing.T) {
	content := lived(t)
	reading := map[string]func(s *Store) error{
		"the changes":        func(s *Store) error { _, err := s.Changes(background, 0); return err },
		"the base":           func(s *Store) error { _, err := s.Base(background); return err },
		"the uploads":        func(s *Store) error { _, err := s.Uploads(background, 0, 0); return err },
		"upload 2":           func(s *Store) error { _, err := s.Upload(background, 2); return err },
		"the plan":           func(s *Store) error { _, err := s.UploadPlan(background, 2); return err },
		"the table":          func(s *Store) error { _, err := s.UploadTable(background, 2); return err },
		"the letters":        func(s *Store) error { _, err := s.Letters(background); return err },
		"letter 5":           func(s *Store) error { _, err := s.Letter(background, 5); return err },
		"the text":           func(s *Store) error { _, err := s.LetterText(background, 3); return err },
		"the mapping":        func(s *Store) error { _, err := s.Mapping(background, "mail\nname"); return err },
		"a person's history": func(s *Store) error { _, err := s.UserChanges(background, 2); return err },
		"the revisions":      func(s *Store) error { _, err := s.Revisions(background, 0); return err },
		"a commit":           func(s *Store) error { _, err := s.Committed(background, "round 1"); return err },
	}
	for statement, want := range map[string]struct{ part, key, who string }{
		"UPDATE changes SET old = replace(old, 'Job 1', 'job 1')":                                    {"changes", "5", "the changes, a person's history"},
		"DELETE FROM changes WHERE user = 2":                                                         {"changes", "2", "the changes, the base, a person's history"},
		"DELETE FROM changes WHERE user = 2 AND revision = 4":                                        {"changes", "4", "the changes, a person's history"},
		"DELETE FROM changes WHERE user = 2 AND revision = 5":                                        {"changes", "5", "the changes, a person's history"},
		"DELETE FROM changes WHERE revision = 5 AND user = 9":                                        {"changes", "5", "the changes"},
		"UPDATE commits SET account = 'eve' WHERE revision = 4":                                      {"commit", "4", "the changes, the base, a person's history, the revisions, a commit"},
		"UPDATE commits SET at = replace(at, '2', '3') WHERE revision = 4":                           {"commit", "4", "the changes, the base, a person's history, the revisions, a commit"},
		"UPDATE commits SET origin = 2 WHERE revision = 2":                                           {"commit", "2", "the changes, the base, a person's history, the revisions"},
		"DELETE FROM commits WHERE revision = 7":                                                     {"commit", "7", "the changes, the base, a person's history, the revisions"},
		"UPDATE uploads SET mode = 1 WHERE id = 2":                                                   {"upload", "2", "the uploads, upload 2, the base, a commit"},
		"UPDATE uploads SET counts = replace(counts, '\"created\":0', '\"created\":1') WHERE id = 2": {"upload", "2", "the uploads, upload 2, the base, a commit"},
		"UPDATE uploads SET undoes = NULL WHERE undoes IS NOT NULL":                                  {"upload", "5", "the uploads, upload 2, the base, a commit"},
		"UPDATE contents SET plan = x'' WHERE upload = 2":                                            {"plan", "2", "the plan"},
		"UPDATE contents SET cells = x'00' WHERE upload = 2":                                         {"table", "2", "the table"},
		"DELETE FROM contents WHERE upload = 2":                                                      {"plan", "2", "the plan, the table"},
		"UPDATE letters SET recipient = 'eve@x.fr' WHERE id = 5":                                     {"letter", "5", "the letters, letter 5"},
		"UPDATE letters SET state = 1 WHERE id = 5":                                                  {"letter", "5", "the letters, letter 5"},
		"UPDATE texts SET text = x'' WHERE letter = 3":                                               {"text", "3", "the text"},
		"UPDATE mappings SET mapping = '{}'":                                                         {"mapping", "mail\nname", "the mapping"},
		"UPDATE migrations SET at = '' WHERE version = 1":                                            {"migration", "1", ""},
		"DELETE FROM erasures":                                                                       {"erasure", "6", ""},
		"UPDATE chain SET link = replace(link, 'change', 'ageing') WHERE n = 3":                      {"chain", "3", ""},
		"DELETE FROM chain WHERE n = (SELECT max(n) FROM chain)":                                     {"chain", "17", "opening"},
		"DELETE FROM chain WHERE n = 4":                                                              {"chain", "4", ""},
		"DELETE FROM seals WHERE kind = 'upload' AND key = 3":                                        {"upload", "3", "the uploads, upload 2, the base, a commit"},
	} {
		path := write(t, content)
		alter(t, path, statement)
		var found *data.DamagedError
		if _, err := Check(background, path); !errors.As(err, &found) || found.Part != want.part || found.Key != want.key {
			t.Errorf("%s: check finds %v", statement, err)
		}
		s, err := Open(path)
		if want.who == "opening" {
			wantError(t, err, data.ErrDamaged)
			continue
		}
		must(t, err)
		if b, err := s.Standing(background); err != nil || len(b.Users) != 39 {
			t.Errorf("%s: the users cannot be read: %v", statement, err)
		}
		for name, read := range reading {
			told, due := errors.Is(read(s), data.ErrDamaged), slices.Contains(strings.Split(want.who, ", "), name)
			if told != due {
				t.Errorf("%s: reading %s: told %v", statement, name, told)
			}
		}
		must(t, s.Close())
	}
}

// TestDamagedRootPages flips every bit of the heads of root pages, by which whole
// tables seem to be empty or shorter: what then reads otherwise is told to whoever
// reads it, if not on opening.
func TestDamagedRootPages(t *testing.T) {
	content := lived(t)
	path := write(t, content)
	whole := dump(t, path, allTables)
	size := int(binary.BigEndian.Uint16(content[16:]))
	roots := map[string]int{}
	conn, err := connect(path, asItLies)
	must(t, err)
	must(t, (&tx{background, conn}).rows("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'", func(row []driver.Value) error {
		root, _ := row[1].(int64)
		roots[text(row[0])] = int(root-1) * size
		return nil
	}))
	must(t, conn.Close())
	for table, read := range map[string]func(s *Store) error{
		"uploads": func(s *Store) error { _, err := s.Upload(background, 2); return err },
		"contents": func(s *Store) error {
			for id := range int64(6) {
				_, plan := s.UploadPlan(background, id+1)
				_, table := s.UploadTable(background, id+1)
				if err := errors.Join(plan, table); err != nil {
					return err
				}
			}
			return nil
		},
		"commits":  func(s *Store) error { _, err := s.Revisions(background, 0); return err },
		"changes":  func(s *Store) error { _, err := s.Changes(background, 0); return err },
		"mappings": func(s *Store) error { _, err := s.Mapping(background, "mail\nname"); return err },
		"letters":  func(s *Store) error { _, err := s.Letters(background); return err },
		"texts": func(s *Store) error {
			for id := range int64(5) {
				if _, err := s.LetterText(background, id+1); err != nil && !errors.Is(err, data.ErrNotFound) {
					return err
				}
			}
			return nil
		},
		"seals": func(s *Store) error { _, err := s.Base(background); return err },
	} {
		changed := 0
		for bit := range 8 * 12 {
			damaged := bytes.Clone(content)
			damaged[roots[table]+bit/8] ^= 1 << (bit % 8)
			must(t, os.WriteFile(path, damaged, 0o600))
			// A row more is nobody's.
			if strings.HasPrefix(dump(t, path, []string{table})[table], strings.TrimSuffix(whole[table], "\n")) {
				continue
			}
			changed++
			s, err := Open(path)
			if err == nil {
				err = read(s)
				must(t, s.Close())
			}
			if !refused(err) {
				t.Errorf("bit %d of the root page of %s: %v", bit, table, err)
			}
		}
		if changed < 8 {
			t.Errorf("%d bits of the root page of %s change what it reads", changed, table)
		}
	}
}

// TestNoDamageIsSealed: what is written on the strength of something damaged is
// refused, so that the damage is not sealed as it was found and check still finds it.
func TestNoDamageIsSealed(t *testing.T) {
	content := lived(t)
	prune := func(s *Store) error { return s.Prune(background, noon.AddDate(1, 0, 0)) }
	settle := func(s *Store) error { return s.SettleLetters(background) }
	erase := func(s *Store) error {
		leaver := load(t, s).Users[7]
		_, err := s.Commit(background, commitOn(t, s, edit(data.Deactivate, leaver, func(u *data.User) { u.Status = data.Deactivated })), nil)
		must(t, err)
		return s.Erase(background, leaver.Key, nil)
	}
	for statement, then := range map[string]func(s *Store) error{
		"UPDATE uploads SET mode = 1 WHERE id = 1":                                      prune,
		"UPDATE letters SET state = 2 WHERE state = 3":                                  settle,
		"DELETE FROM changes WHERE revision = 5 AND user = 9":                           erase,
		"UPDATE contents SET cells = x'00' WHERE upload = 2":                            erase,
		"UPDATE letters SET recipient = 'eve@x.fr' WHERE id = 5":                        erase,
		"UPDATE letters SET subject = 'other' WHERE id = (SELECT max(id) FROM letters)": erase,
	} {
		path := write(t, content)
		alter(t, path, statement)
		s, err := Open(path)
		must(t, err)
		if err := then(s); !errors.Is(err, data.ErrDamaged) {
			t.Errorf("%s: written: %v", statement, err)
		}
		must(t, s.Close())
		if _, err := Check(background, path); !errors.Is(err, data.ErrDamaged) {
			t.Errorf("%s: afterwards check finds %v", statement, err)
		}
	}
}

// TestDamageThatCheckAloneFinds: wrong keys, and bytes cut off the end.
func TestDamageThatCheckAloneFinds(t *testing.T) {
	content := lived(t)
	for _, statement := range []string{
		"UPDATE users SET email_key = email_key || 'x' WHERE key = 9",
		"UPDATE users SET id_key = 'other' WHERE key = 9",
		"UPDATE profiles SET name_key = 'other' WHERE id = 2",
	} {
		path := write(t, content)
		alter(t, path, statement)
		if _, err := Check(background, path); !errors.Is(err, data.ErrDamaged) {
			t.Errorf("%s: %v", statement, err)
		}
	}
	for _, cut := range []int{1, 900, 1800, 3600, 4095, 5000} {
		path := write(t, content[:len(content)-cut])
		if _, err := Check(background, path); !errors.Is(err, data.ErrDamaged) {
			t.Errorf("%d bytes short: %v", cut, err)
		}
		if _, err := Open(path); !errors.Is(err, data.ErrDamaged) {
			t.Errorf("opened %d bytes short: %v", cut, err)
		}
	}
	path := write(t, append(bytes.Clone(content), "more"...))
	if _, err := Check(background, path); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("with more behind its end: %v", err)
	}
}
