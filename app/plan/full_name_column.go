package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// namedRow is a row with a full name, and what is known of the person.
type namedRow struct {
	cell    data.Cell
	name    fullName
	address string
	// stored is whom the row leads to, nil if that is nobody.
	stored *data.User
}

// nameColumn says how a column of full names is read: decided once, for the whole
// of it (SPEC S15.1).
type nameColumn struct {
	// order is "" if it can't be told.
	order data.NameOrder
	// form is in which order the organization writes names in its addresses.
	form data.NameOrder
	// chosen: a person said the order. againstCapitals: and it is the other one
	// than that of the names in capitals, so those are the first names.
	chosen, againstCapitals bool
}

// ballot counts what speaks for either order.
type ballot struct{ firstLast, lastFirst int }

func (b *ballot) add(order data.NameOrder) {
	switch order {
	case data.FirstLast:
		b.firstLast++
	case data.LastFirst:
		b.lastFirst++
	}
}

// winner is the order that at least four of five speak for, "" without one.
func (b *ballot) winner() data.NameOrder {
	switch all := b.firstLast + b.lastFirst; {
	case all == 0:
		return ""
	case b.firstLast*5 >= all*4:
		return data.FirstLast
	case b.lastFirst*5 >= all*4:
		return data.LastFirst
	}
	return ""
}

func (b *ballot) empty() bool { return b.firstLast+b.lastFirst == 0 }

// decideNames decides how a column is read. What is stored and what is written in
// capitals counts most; then the header and the addresses, which decide unless they
// contradict each other. form is how the stored addresses are made, "" if they
// don't say; then what the column turns out to be says it.
func decideNames(rows []namedRow, header, chosen, form data.NameOrder) nameColumn {
	var capitals, strong ballot
	for i := range rows {
		strong.add(rows[i].strongOrder(&capitals))
	}
	c := nameColumn{order: chosen, form: form, chosen: chosen != ""}
	if c.chosen {
		most := capitals.winner()
		c.againstCapitals = most != "" && most != chosen
	} else {
		c.order = strong.winner()
	}
	if c.order == "" && strong.empty() {
		c.order = header
		if said := addressed(rows, form); said != "" {
			if c.order == "" || form != "" {
				c.order = said
			} else if c.order != said {
				c.order = ""
			}
		}
	}
	if c.form == "" {
		c.form = c.addressForm(rows)
	}
	return c
}

// strongOrder is what a row by itself says of the order, "" for nothing.
func (r *namedRow) strongOrder(capitals *ballot) data.NameOrder {
	if _, comma := r.name.byComma(); comma {
		return ""
	}
	if r.stored != nil {
		if order, same := r.name.sameAs(r.stored); same {
			return order
		}
	}
	if c, ok := r.name.byCapitals(); ok {
		capitals.add(c.order)
		return c.order
	}
	if r.stored != nil {
		if c, ok := r.name.byStored(r.stored, ""); ok {
			return c.order
		}
	}
	return ""
}

// addressed is the order that the addresses say, taken for jean.dupont@ unless
// the stored ones are made otherwise.
func addressed(rows []namedRow, form data.NameOrder) data.NameOrder {
	if form == "" {
		form = data.FirstLast
	}
	var said ballot
	for i := range rows {
		if c, ok := onlyCut(resolved(rows[i].cuts(), "", form), ""); ok {
			said.add(c.order)
		}
	}
	return said.winner()
}

func (r *namedRow) cuts() []addressCut {
	if _, comma := r.name.byComma(); comma {
		return nil
	}
	return r.name.addressCuts(r.address)
}

func resolved(cuts []addressCut, column, form data.NameOrder) []cut {
	all := make([]cut, len(cuts))
	for i, c := range cuts {
		all[i] = c.resolve(column, form)
	}
	return all
}

// addressForm is how the addresses of a column are made, "" if its order is not
// known.
func (c *nameColumn) addressForm(rows []namedRow) data.NameOrder {
	if c.order == "" {
		return ""
	}
	var forms ballot
	for i := range rows {
		for _, cut := range rows[i].cuts() {
			if cut.relative {
				forms.add(otherOrderIf(cut.reverse, c.order))
			}
		}
	}
	if won := forms.winner(); won != "" {
		return won
	}
	return data.FirstLast
}

func otherOrderIf(other bool, order data.NameOrder) data.NameOrder {
	switch {
	case !other:
		return order
	case order == data.FirstLast:
		return data.LastFirst
	}
	return data.FirstLast
}

// storedAddressForm is in which order the stored users' addresses have their
// names, "" if too few or too different ones say it.
func storedAddressForm(users []data.User) data.NameOrder {
	const enough, most = 3, 1000
	var forms ballot
	for i := range users[:min(len(users), most)] {
		u := &users[i]
		n := newFullName(u.FirstName + " " + u.LastName)
		for _, c := range n.addressCuts(u.Email) {
			if c.relative {
				forms.add(otherOrderIf(c.reverse, data.FirstLast))
			}
		}
	}
	if forms.firstLast+forms.lastFirst < enough {
		return ""
	}
	return forms.winner()
}

// verdict is how it went with splitting one full name.
type verdict uint8

const (
	nameSplit     verdict = iota
	nameBlank             // nothing stands there
	nameSame              // the stored names: nothing changes
	nameSingle            // one word only
	nameUnsplit           // several ways: a person has to say
	nameUndecided         // needs the order, which is not known
)

// split splits one full name of the column.
func (c *nameColumn) split(r *namedRow) (parted, verdict) {
	n := r.name
	if len(n.words) == 0 {
		return parted{}, nameBlank
	}
	if r.stored != nil {
		if _, same := n.sameAs(r.stored); same {
			return parted{r.stored.FirstName, r.stored.LastName}, nameSame
		}
	}
	if len(n.words) == 1 {
		return parted{}, nameSingle
	}
	if found, ok := n.byComma(); ok {
		return n.at(found), nameSplit
	}
	if found, ok := n.byCapitals(); ok {
		if c.againstCapitals {
			found.order = c.order
		}
		return n.at(found), nameSplit
	}
	if r.stored != nil {
		if found, ok := n.byStored(r.stored, c.order); ok {
			return n.at(found), nameSplit
		}
	}
	if found, ok := c.byAddress(r); ok {
		return n.at(found), nameSplit
	}
	if c.order == "" {
		return parted{}, nameUndecided
	}
	for _, way := range []func(data.NameOrder) (cut, bool){n.byParticle, n.byCount} {
		if found, ok := way(c.order); ok {
			return n.at(found), nameSplit
		}
	}
	return parted{}, nameUnsplit
}

// byAddress splits by the address: in the order of the column, or in the other one
// if only that fits and no person said what holds.
func (c *nameColumn) byAddress(r *namedRow) (cut, bool) {
	all := resolved(r.name.addressCuts(r.address), c.order, c.form)
	inOrder := func(order data.NameOrder) []cut {
		return slices.DeleteFunc(slices.Clone(all), func(x cut) bool { return x.order != order })
	}
	if c.order != "" {
		if fitting := inOrder(c.order); len(fitting) > 0 || c.chosen {
			return onlyCut(fitting, c.order)
		}
	}
	all = slices.DeleteFunc(all, func(x cut) bool { return x.order == "" })
	return onlyCut(all, c.order)
}
