package plan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"headcount.app/headcount/data"
)

// office is an organization of n people as they are found: shops of about eight,
// a handful of job titles, two dozen family names, a phone for most.
func office(n int, seed uint64) *data.Base {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	base := exampleBase()
	base.Users, base.Roles = nil, nil
	shops := max(2, n/8)
	for i := range shops {
		base.Roles = append(base.Roles, data.Role{ID: shop(i), Name: fmt.Sprint("Shop ", i)})
	}
	taken := map[string]bool{}
	for i := range n {
		u := data.User{
			Key: data.UserKey(i + 1), FirstName: pick(r, givenNamesList), LastName: pick(r, familyNames), ID: fmt.Sprintf("%06d", i+1),
			Roles: data.RoleIDs(shop(r.IntN(shops))), Profile: "Manager", JobTitle: pick(r, jobTitles),
		}
		if i == 0 {
			u.Profile = "Administrator"
		}
		if r.IntN(12) > 0 {
			u.Phone = phoneNumber(r)
		}
		u.Email = freeAddress(taken, u.FirstName, u.LastName, "acme.fr")
		base.Users = append(base.Users, u)
	}
	return base
}

var (
	givenNamesList = strings.Fields("Nina Kim Ida Luc Noa Anna Ugo Sam Eva Leo Jean Mia Marie Tom Zoe Paul Lea Max Ines Hugo Rose Yann Elsa Marc Alix Remi Lou Ben Clara Igor Nora Emil")
	familyNames    = strings.Fields("Bertrand Martin Moreau Roux Vincent Durand David Laurent Michel Simon Petit Garcia Leroy Fournier Mercier Blanc Guerin Boyer Garnier Chevalier Francois Legrand Gauthier Perrin Robin Clement Morin Nicolas Henry Roussel")
	jobTitles      = []string{"Seller", "Senior seller", "Cashier", "Store manager", "Stock keeper", "Trainee", "Assistant", "Buyer"}
)

func shop(i int) string { return fmt.Sprintf("shop-%03d", i) }

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func phoneNumber(r *rand.Rand) string {
	return fmt.Sprintf("+33 6 %02d %02d %02d %02d", r.IntN(100), r.IntN(100), r.IntN(100), r.IntN(100))
}

func freeAddress(taken map[string]bool, first, last, domain string) string {
	for n := 0; ; n++ {
		number := ""
		if n > 0 {
			number = fmt.Sprint(n + 1)
		}
		address := strings.ToLower(fmt.Sprintf("%s.%s%s@%s", first, last, number, domain))
		if !taken[address] {
			taken[address] = true
			return address
		}
	}
}

// accident does something to one column of a list of people.
type accident struct {
	name string
	do   func(r *rand.Rand, column []string)
}

// shift inserts n cells at a row: what stands below goes down, as far as the list.
func shift(from float64, n int) func(*rand.Rand, []string) {
	return func(_ *rand.Rand, column []string) {
		at := int(from * float64(len(column)))
		copy(column[at+n:], slices.Clone(column[at:]))
		for i := range n {
			column[at+i] = ""
		}
	}
}

// lift deletes n cells at a row: what stands below comes up.
func lift(from float64, n int) func(*rand.Rand, []string) {
	return func(_ *rand.Rand, column []string) {
		at := int(from * float64(len(column)))
		copy(column[at:], column[at+n:])
		for i := range n {
			column[len(column)-1-i] = ""
		}
	}
}

// fill drags the cell at a row down over a share of the list.
func fill(from, share float64) func(*rand.Rand, []string) {
	return func(_ *rand.Rand, column []string) {
		at := int(from * float64(len(column)))
		for i := at + 1; i < min(len(column), at+1+max(3, int(share*float64(len(column))))); i++ {
			column[i] = column[at]
		}
	}
}

// drag counts up from the cell at a row.
func drag(from, share float64) func(*rand.Rand, []string) {
	return func(_ *rand.Rand, column []string) {
		at := int(from * float64(len(column)))
		for i := at + 1; i < min(len(column), at+1+max(3, int(share*float64(len(column))))); i++ {
			column[i] = fmt.Sprintf("%s%04d", strings.TrimRight(column[at], "0123456789"), 1200+i)
		}
	}
}

// sortAlone sorts the part of the column behind a row.
func sortAlone(from float64) func(*rand.Rand, []string) {
	return func(_ *rand.Rand, column []string) { slices.Sort(column[int(from*float64(len(column))):]) }
}

// shuffleAlone pastes the part of the column behind a row in another order.
func shuffleAlone(from float64) func(*rand.Rand, []string) {
	return func(r *rand.Rand, column []string) {
		part := column[int(from*float64(len(column))):]
		r.Shuffle(len(part), func(i, j int) { part[i], part[j] = part[j], part[i] })
	}
}
