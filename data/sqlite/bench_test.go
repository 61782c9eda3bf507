package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"headcount.app/headcount/data"
)

// crowd stores n people as an upload does and returns the base.
func crowd(b *testing.B, s *Store, n int) *data.Base {
	c := commitOn(b, s)
	c.Origin, c.Roles = data.ByUpload, testRoles
	for i := range n {
		c.Changes = append(c.Changes, data.Change{Action: data.Create, After: person(i + 1)})
	}
	_, err := s.Commit(background, c, nil)
	must(b, err)
	return load(b, s)
}

// benchSizes are the numbers of users the speed is measured with (SPEC S12.2);
// the million, which takes minutes, only without -short.
var benchSizes = []int{10_000, 100_000, 1_000_000}

func forSizes(b *testing.B, f func(b *testing.B, n int)) {
	for _, n := range benchSizes {
		if n <= 100_000 || !testing.Short() {
			b.Run(fmt.Sprint(n), func(b *testing.B) { f(b, n) })
		}
	}
}

func BenchmarkBase(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		s := newStore(b)
		crowd(b, s, n)
		b.ReportAllocs()
		for b.Loop() {
			load(b, s)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		s := newStore(b)
		crowd(b, s, n)
		for b.Loop() {
			s = reopen(b, s)
		}
	})
}

func BenchmarkBackup(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		s := newStore(b)
		crowd(b, s, n)
		path := filepath.Join(b.TempDir(), "backup.headcount")
		for b.Loop() {
			must(b, s.Backup(background, path))
		}
	})
}

func BenchmarkCommitCreate(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		for b.Loop() {
			b.StopTimer()
			s := newStore(b)
			c := commitOn(b, s)
			c.Origin, c.Roles = data.ByUpload, testRoles
			for i := range n {
				c.Changes = append(c.Changes, data.Change{Action: data.Create, After: person(i)})
			}
			b.StartTimer()
			_, err := s.Commit(background, c, nil)
			must(b, err)
		}
	})
}

// benchmarkUpdate changes every user.
func benchmarkUpdate(b *testing.B, change func(u *data.User, round, i int)) {
	forSizes(b, func(b *testing.B, n int) {
		s := newStore(b)
		base := crowd(b, s, n)
		round := 0
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			round++
			c := commitOn(b, s)
			c.Origin = data.ByUpload
			for i := range base.Users {
				e := edit(data.Update, base.Users[i], func(u *data.User) { change(u, round, i) })
				c.Changes = append(c.Changes, e)
				base.Users[i] = e.After
			}
			b.StartTimer()
			_, err := s.Commit(background, c, nil)
			must(b, err)
		}
	})
}

func BenchmarkCommitMove(b *testing.B) {
	benchmarkUpdate(b, func(u *data.User, round, _ int) { u.Roles = []data.RoleIDs{"paris", "sud"}[round%2] })
}

func BenchmarkCommitManyFields(b *testing.B) {
	benchmarkUpdate(b, func(u *data.User, round, _ int) {
		u.Roles = []data.RoleIDs{"paris", "sud"}[round%2]
		u.Profile = []string{"Manager", "Administrator"}[round%2]
		u.FirstName, u.LastName, u.JobTitle, u.Phone = fmt.Sprint("f", round), fmt.Sprint("l", round), fmt.Sprint("j", round), fmt.Sprint("1", round)
	})
}

func BenchmarkCommitNewAddresses(b *testing.B) {
	benchmarkUpdate(b, func(u *data.User, round, i int) { u.Email = fmt.Sprintf("person.%d@domain%d.example.org", i, round) })
}
