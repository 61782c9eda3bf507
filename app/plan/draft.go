package plan

import (
	"context"

	"headcount.app/headcount/data"
)

// state is how far a row has come.
type state uint8

const (
	usable   state = iota // does what it says
	failed                // a problem: changes nothing
	repeated              // equal to an earlier row: ignored (S4.4)
	example               // our template's example row: ignored (S3.8)
	summary               // a last row that sums up the others, or the header once more: ignored (S3A.14)
	skipped               // left out by its number: ignored (S3A.14)
	leftOut               // withheld by hand (S4.10)
	combined              // stands in the line of an earlier row (S15.2)
)

// row is one row of the file in the making.
type row struct {
	fileRow
	// with are further rows about the same person, one for each role; lead is the
	// row that this one was combined with (S15.2).
	with []*data.Row
	lead index
	// address is the cell's address, emailKey and idKey what the row is found
	// by, "" if it bears none that can be used.
	address, emailKey, idKey string
	// idUser and emailUser are whom its ID and its email lead to (S4.1); user
	// is whom it is about, nobody for somebody new.
	idUser, emailUser, user index
	// withheld: a protected user is marked deactivated (S4.5).
	withheld bool
	// joined: an accepted pair made it an update (S4.8).
	joined bool
	// changed are the fields that differ from the user as stored; after is the
	// user as they would be, nil if nothing differs.
	changed data.FieldSet
	after   *data.User
	// left are the fields that a person left out (S4.10).
	left []FieldChange
}

// takesPart reports whether the row is more than a repetition, an example, part
// of an earlier one, a sum or one left out.
func (r *fileRow) takesPart() bool {
	return r.state != repeated && r.state != example && r.state != combined && r.state != summary && r.state != skipped
}

// leads is the user whom a report shows for a row that is a problem.
func (r *row) leads() index {
	switch {
	case r.user != nobody:
		return r.user
	case r.idUser != nobody:
		return r.idUser
	}
	return r.emailUser
}

// draft is a plan in the making. The steps of Build fill it in, in order.
type draft struct {
	fileDraft
	ctx    context.Context
	naming nameColumn
	// roleRows are the first rows of the people whose rows differ only in the role
	// (S15.2).
	roleRows map[index]bool
	// stop is why the file cannot be planned from after all.
	stop error

	people *directory
	roles  *catalogue
	rows   []row
	// actor is the row that is about a user; byAddress the row that bears their
	// stored address (also -1 for none).
	actor, byAddress []index
	// mentioned are the users whom a row of the file mentions (S4.3).
	mentioned []bool
	// alsoMentions are further users a row leads to, by row: wrong width,
	// several candidates, equal names.
	alsoMentions map[int][]index
	// held are users whom nothing but a mention in the row with that number holds.
	// others are the columns that hold other people or numbers, as far as it was
	// asked (SPEC S3A.2).
	held   map[index]int
	others map[int]bool
	// keep are unmentioned users whose deactivation is left out by hand (S4.10).
	keep map[index]bool
	// slab is where changed users are kept, many in one allocation.
	slab []data.User
}

func newDraft(ctx context.Context, base *data.Base, file *data.Table, o data.Options, columns []Column) *draft {
	o.CreateRoles = o.CreateRoles || len(base.Roles) == 0
	return &draft{
		fileDraft: newFileDraft(base, file, o, columns), ctx: ctx,
		people: newDirectory(base.Users), roles: newCatalogue(base, o.CreateRoles),
		rows:  make([]row, len(file.Rows)),
		actor: none(len(base.Users)), byAddress: none(len(base.Users)),
		mentioned:    make([]bool, len(base.Users)),
		alsoMentions: map[int][]index{}, keep: map[index]bool{},
		roleRows: map[index]bool{}, held: map[index]int{}, others: map[int]bool{},
	}
}

// rowsPerCheck is after how many rows the context is looked at.
const rowsPerCheck = 1 << 12

// each goes through the rows until the context is cancelled, which build
// notices after the step.
func (d *draft) each(yield func(int) bool) {
	for i := range d.rows {
		if i%rowsPerCheck == 0 && d.ctx.Err() != nil || !yield(i) {
			return
		}
	}
}

func none(n int) []index {
	all := make([]index, n)
	for i := range all {
		all[i] = nobody
	}
	return all
}

// stored returns the user a row is about, nil for somebody new.
func (d *draft) stored(r *row) *data.User {
	if r.user == nobody {
		return nil
	}
	return &d.base.Users[r.user]
}

// store keeps a copy of a user and returns where.
func (d *draft) store(u data.User) *data.User {
	if len(d.slab) == cap(d.slab) {
		d.slab = make([]data.User, 0, min(1024, max(16, 2*cap(d.slab))))
	}
	d.slab = append(d.slab, u)
	return &d.slab[len(d.slab)-1]
}

// failedOn reports whether a row has a problem with a field already.
func (r *row) failedOn(f data.Field) bool {
	for i := range r.issues {
		issue := &r.issues[i]
		if issue.Level == Blocking && (issue.Field == f || issue.Field == data.FullName && (f == data.FirstName || f == data.LastName)) {
			return true
		}
	}
	return false
}
