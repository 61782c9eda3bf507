package storetest

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// The people, commits and letters below serve the tests beside a store too.

// Settings are those of the organizations that tests make.
var Settings = data.Settings{Name: "Café & Söhne", Guards: data.DefaultGuards()}

// Load loads the base.
func Load(t testing.TB, s store.Store) *data.Base {
	t.Helper()
	b, err := s.Base(background)
	must(t, err)
	return b
}

// Roles are those that everybody has whom Person makes.
var Roles = []data.Role{{ID: "paris", Name: "Paris", Level: "shop", Superiors: "sud"}, {ID: "sud", Name: "Sud", Level: "region"}}

// Person is the n-th of many.
func Person(n int) data.User {
	return data.User{
		Email: fmt.Sprintf("Person.%d@example.org", n), FirstName: "Zoë", LastName: fmt.Sprintf("Núñez %d", n), Roles: "paris, sud",
		Profile: "Manager", ID: fmt.Sprintf("%05d", n), JobTitle: "Head of “it”", Phone: "+33 6 12",
	}
}

// Plan is a commit that rests on the whole base as it is now.
func Plan(t testing.TB, s store.Store, changes ...data.Change) store.Commit {
	t.Helper()
	revision, digest, err := s.Revision(background)
	must(t, err)
	return store.Commit{
		Identity: store.NewIdentity(), Expect: store.Whole(revision, digest), Origin: data.ByHand, Account: "ada", Changes: changes,
	}
}

// Create makes users.
func Create(users ...data.User) []data.Change {
	var changes []data.Change
	for _, u := range users {
		changes = append(changes, data.Change{Action: data.Create, After: u})
	}
	return changes
}

// Edit changes one user.
func Edit(action data.Action, u data.User, change func(u *data.User)) data.Change {
	c := data.Change{Action: action, Before: u, After: u}
	change(&c.After)
	return c
}

// Noon is when things happen.
var Noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// LettersTo are letters, one to each address.
func LettersTo(way data.MailWay, addresses ...string) []data.Posting {
	var list []data.Posting
	for _, to := range addresses {
		l := data.Letter{At: Noon, Way: way, From: "me@x.fr", To: to, Subject: "[Applied]", MessageID: "<" + rand.Text() + "@headcount>"}
		if way == data.MailByMailbox {
			l.Filing = data.FilingDue
		}
		list = append(list, data.Posting{Letter: l, Text: []byte("Subject: x\r\n\r\nfor " + to + strings.Repeat(" and everybody", 1000))})
	}
	return list
}

// Simulate records a simulation with letters.
func Simulate(t testing.TB, s store.Store, letters []data.Posting) int64 {
	t.Helper()
	id, err := s.RecordSimulation(background, upload(data.Upload{At: Noon}), []byte("p"), []byte("t"), letters)
	must(t, err)
	return id
}

// Letter reads a letter.
func Letter(t testing.TB, s store.Store, id int64) data.Letter {
	t.Helper()
	l, err := s.Letter(background, id)
	must(t, err)
	return l
}
