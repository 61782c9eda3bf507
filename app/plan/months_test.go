package plan

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// month is a generated ordinary month of an office: a few joiners, leavers, moves,
// promotions, new phones, a wedding, now and then two shops that become one, a
// department that is reorganised, phones for those without, a file sorted anew.
func month(r *rand.Rand, base *data.Base) []data.User {
	users := slices.Clone(base.Users)
	n := len(users)
	some := func(share float64) []int {
		var at []int
		for range max(1, int(share*float64(n)*r.Float64()*2)) {
			at = append(at, r.IntN(n))
		}
		return at
	}
	for _, i := range some(0.03) {
		users[i].Roles = base.Users[r.IntN(n)].Roles
	}
	for _, i := range some(0.03) {
		users[i].JobTitle = pick(r, jobTitles)
	}
	for _, i := range some(0.02) {
		users[i].Phone = phoneNumber(r)
	}
	wedding := r.IntN(n)
	users[wedding].LastName = pick(r, familyNames) + "-" + users[wedding].LastName
	users[wedding].Email = fmt.Sprintf("wedding.%d@acme.fr", r.IntN(1e6))
	a, b := r.IntN(n), r.IntN(n)
	users[a].Phone, users[b].Phone = users[b].Phone, users[a].Phone
	if r.IntN(4) == 0 { // two shops become one
		from, to := base.Users[r.IntN(n)].Roles, base.Users[r.IntN(n)].Roles
		for i := range users {
			if users[i].Roles == from {
				users[i].Roles = to
			}
		}
	}
	if r.IntN(6) == 0 { // a shop gets another title
		where, title := base.Users[r.IntN(n)].Roles, pick(r, jobTitles)
		for i := range users {
			if users[i].Roles == where && users[i].JobTitle == "Seller" {
				users[i].JobTitle = title
			}
		}
	}
	if r.IntN(6) == 0 { // direct lines for those without
		for i := range users {
			if users[i].Phone == "" {
				users[i].Phone = fmt.Sprintf("01 40 00 %02d %02d", i/100, i%100)
			}
		}
	}
	for range r.IntN(max(1, n/25) + 1) { // leavers, never the administrator
		at := 1 + r.IntN(len(users)-1)
		users = slices.Delete(users, at, at+1)
	}
	for k := range r.IntN(max(1, n/25) + 1) { // joiners anywhere in the list
		u := data.User{FirstName: pick(r, givenNamesList), LastName: pick(r, familyNames), Roles: base.Users[r.IntN(n)].Roles, Profile: "Manager", JobTitle: "Trainee"}
		u.Email, u.ID = fmt.Sprintf("new.%d.%d@acme.fr", k, r.IntN(1e6)), fmt.Sprintf("N%d%d", k, r.IntN(1e6))
		users = slices.Insert(users, r.IntN(len(users)), u)
	}
	switch r.IntN(5) {
	case 0:
		slices.SortStableFunc(users, func(a, b data.User) int { return strings.Compare(a.LastName+a.FirstName, b.LastName+b.FirstName) })
	case 1:
		slices.SortStableFunc(users, func(a, b data.User) int { return strings.Compare(string(a.Roles), string(b.Roles)) })
	}
	return users
}

// mostFalseAlarms is how many of 1,000 generated months may trip a guard against the
// wrong people, as measured when the rules were made: small offices where shops are
// merged.
const mostFalseAlarms = 10

// TestGeneratedMonths measures how often the guards against the wrong people trip in
// ordinary months of offices of 12 to 600 people; MONTHS=N tries N of each size.
func TestGeneratedMonths(t *testing.T) {
	each := 20
	if n, err := strconv.Atoi(os.Getenv("MONTHS")); err == nil {
		each = n
	}
	all, alarms := 0, map[string]int{}
	tripped := 0
	for _, n := range []int{12, 20, 40, 80, 150, 300, 600} {
		for seed := range uint64(each) {
			r := rand.New(rand.NewPCG(seed, uint64(n)))
			base := office(n, seed)
			base.Past = []data.Upload{past(n)}
			if r.IntN(2) == 0 { // the base is in the order of its shops
				slices.SortStableFunc(base.Users, func(a, b data.User) int { return strings.Compare(string(a.Roles), string(b.Roles)) })
			}
			p, err := Build(base, exported(month(r, base)), data.Options{DeactivateAbsent: true})
			if err != nil {
				t.Fatal(err)
			}
			all++
			met := false
			for _, g := range p.Guards {
				switch g.Code {
				case LongFile, ManyWarnings, Shifted, Rotated, OtherPerson, SinceExport:
					alarms[g.Code+" "+g.Arg("reason")+" "+g.Arg("field")+" "+strconv.Itoa(n)]++
					met = true
				}
			}
			if met {
				tripped++
			}
		}
	}
	t.Logf("%d of %d months: %v", tripped, all, alarms)
	if tripped*1000 > all*mostFalseAlarms {
		t.Errorf("%d of %d ordinary months trip a guard: %v", tripped, all, alarms)
	}
}
