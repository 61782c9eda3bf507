package plan

import (
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// namesOf are full names with addresses, "Text <address>", as rows of a column.
func namesOf(texts ...string) []namedRow {
	var rows []namedRow
	for _, text := range texts {
		name, address, _ := strings.Cut(text, " <")
		rows = append(rows, namedRow{name: newFullName(name), address: strings.TrimSuffix(address, ">")})
	}
	return rows
}

func known(first, last string) *data.User { return &data.User{FirstName: first, LastName: last} }

// splits splits the first name of a column, as "first|last", or says how that went.
func splits(c nameColumn, row namedRow) string {
	p, how := c.split(&row)
	switch how {
	case nameSplit, nameSame:
		return p.first + "|" + p.last
	}
	return [...]string{"", "blank", "", "single", "unsplit", "undecided"}[how]
}

// In a column whose order is known every name is split by itself (SPEC S15.1).
func TestSplitNames(t *testing.T) {
	for _, c := range []struct {
		order      data.NameOrder
		text, want string
	}{
		// Two words.
		{data.FirstLast, "Jean Dupont", "Jean|Dupont"},
		{data.LastFirst, "Dupont Jean", "Jean|Dupont"},
		{data.LastFirst, "  Dupont \u00a0 Jean-Pierre ", "Jean-Pierre|Dupont"},
		// A comma says it, whatever the order.
		{data.FirstLast, "Dupont, Jean", "Jean|Dupont"},
		{data.FirstLast, "de la Tour, Marie Anne", "Marie Anne|de la Tour"},
		{data.LastFirst, "Dupont Martin,Jean", "Jean|Dupont Martin"},
		{data.FirstLast, "Dupont,", "single"},
		{data.FirstLast, "Smith, John, Dr", "unsplit"},
		{data.FirstLast, "John Smith, Jr.", "John|Smith Jr."},
		// Capitals.
		{data.FirstLast, "DUPONT Jean", "Jean|DUPONT"},
		{data.LastFirst, "Jean DUPONT", "Jean|DUPONT"},
		{data.FirstLast, "DUPONT MARTIN Jean Paul", "Jean Paul|DUPONT MARTIN"},
		{data.FirstLast, "DE LA TOUR Jean", "Jean|DE LA TOUR"},
		{data.FirstLast, "de la TOUR Jean", "Jean|de la TOUR"},
		{data.FirstLast, "Jean de VILLIERS", "Jean|de VILLIERS"},
		{data.FirstLast, "LE GOFF Yann", "Yann|LE GOFF"},
		{data.LastFirst, "Sean O'BRIEN", "Sean|O'BRIEN"},
		{data.LastFirst, "Ronald McDONALD", "Ronald|McDONALD"},
		{data.LastFirst, "Charles d’ARTAGNAN", "Charles|d’ARTAGNAN"},
		{data.FirstLast, "ÉTIENNE-MARTIN Zoé", "Zoé|ÉTIENNE-MARTIN"},
		{data.FirstLast, "DUPONT J. Paul", "J. Paul|DUPONT"},
		{data.LastFirst, "DUPONT JEAN", "JEAN|DUPONT"},
		{data.FirstLast, "JEAN PAUL DUPONT", "unsplit"},
		{data.FirstLast, "Jean DUPONT Paul", "unsplit"},
		// Particles between other words.
		{data.FirstLast, "Jean de la Tour", "Jean|de la Tour"},
		{data.FirstLast, "Jean Pierre de la Tour", "Jean Pierre|de la Tour"},
		{data.FirstLast, "Ludwig van Beethoven", "Ludwig|van Beethoven"},
		{data.FirstLast, "Ursula von der Leyen", "Ursula|von der Leyen"},
		{data.FirstLast, "Vasco da Gama", "Vasco|da Gama"},
		{data.FirstLast, "Ahmed bin Rashid", "Ahmed|bin Rashid"},
		{data.FirstLast, "Yann Le Goff", "Yann|Le Goff"},
		{data.FirstLast, "Anne Mc Donald", "Anne|Mc Donald"},
		{data.FirstLast, "Yves Saint Laurent", "Yves|Saint Laurent"},
		{data.FirstLast, "Jean Marie d'Ormesson", "Jean Marie|d'Ormesson"},
		{data.LastFirst, "de la Tour Jean", "Jean|de la Tour"},
		{data.LastFirst, "De Gaulle Charles André", "Charles André|De Gaulle"},
		{data.LastFirst, "García de la Torre María", "María|García de la Torre"},
		{data.LastFirst, "d'Ormesson Jean Marie", "Jean Marie|d'Ormesson"},
		// Al Green and Van Nguyen have first names.
		{data.FirstLast, "Al Green", "Al|Green"},
		{data.FirstLast, "Van Nguyen", "Van|Nguyen"},
		{data.LastFirst, "Nguyen Van", "Van|Nguyen"},
		{data.FirstLast, "Jean Le", "Jean|Le"},
		// Initials, suffixes, forms of address.
		{data.FirstLast, "John F. Kennedy", "John F.|Kennedy"},
		{data.FirstLast, "J. R. R. Tolkien", "J. R. R.|Tolkien"},
		{data.LastFirst, "Kennedy John F.", "John F.|Kennedy"},
		{data.FirstLast, "John Smith Jr.", "John|Smith Jr."},
		{data.FirstLast, "Mme Zoé Bäcker", "Zoé|Bäcker"},
		{data.FirstLast, "M. Jean Dupont", "Jean|Dupont"},
		{data.FirstLast, "Dr. Ada Lovelace", "Ada|Lovelace"},
		{data.FirstLast, "M J Dupont", "M J|Dupont"},
		// Nothing splits these.
		{data.FirstLast, "Jean Marie Dupont", "unsplit"},
		{data.LastFirst, "García López María", "unsplit"},
		{data.FirstLast, "Dupont", "single"},
		{data.FirstLast, " \u200b ", "blank"},
	} {
		row := namedRow{name: newFullName(c.text)}
		if got := splits(nameColumn{order: c.order, form: data.FirstLast, chosen: true}, row); got != c.want {
			t.Errorf("%s, %q: %s instead of %s", c.order, c.text, got, c.want)
		}
	}
}

// The address and what is stored split what nothing else does.
func TestSplitNamesByThePerson(t *testing.T) {
	for _, c := range []struct {
		order         data.NameOrder
		text, address string
		stored        *data.User
		want          string
	}{
		{data.FirstLast, "Jean Marie Dupont", "jean-marie.dupont@x.fr", nil, "Jean Marie|Dupont"},
		{data.FirstLast, "Jean Marie Dupont", "jeanmarie_dupont@x.fr", nil, "Jean Marie|Dupont"},
		{data.FirstLast, "Jean Marie Dupont", "jean.marie.dupont@x.fr", nil, "unsplit"},
		{data.FirstLast, "Jean Marie Dupont", "jean.dupont2@x.fr", nil, "Jean Marie|Dupont"},
		{data.FirstLast, "María García López", "maria.garcia@x.fr", nil, "María|García López"},
		{data.FirstLast, "María García López", "maria.garcialopez@x.fr", nil, "María|García López"},
		{data.LastFirst, "García López María", "maria.garcia@x.fr", nil, "María|García López"},
		{data.LastFirst, "Dupont Jean Marie", "jean.dupont@x.fr", nil, "Jean Marie|Dupont"},
		{data.FirstLast, "Jean Marie Dupont", "jdupont@x.fr", nil, "Jean Marie|Dupont"},
		{data.FirstLast, "Jean Marie Dupont", "jmdupont@x.fr", nil, "Jean Marie|Dupont"},
		{data.FirstLast, "Jean-Marie Martin Dupont", "jm.martindupont@x.fr", nil, "Jean-Marie|Martin Dupont"},
		{data.LastFirst, "Martin Dupont Jean", "jmartindupont@x.fr", nil, "Jean|Martin Dupont"},
		{data.FirstLast, "Jörg Peter Müller", "joerg.mueller@x.fr", nil, "Jörg Peter|Müller"},
		{data.FirstLast, "Jean Marie Dupont", "jeanmarie@x.fr", nil, "Jean Marie|Dupont"},
		{data.FirstLast, "Jean Marie Dupont", "compta@x.fr", nil, "unsplit"},
		{data.FirstLast, "Jean Marie Dupont", "", nil, "unsplit"},
		// The stored names: the same words are no change, in either order.
		{data.FirstLast, "DUPONT JEAN MARIE", "", known("Jean-Marie", "Dupont"), "Jean-Marie|Dupont"},
		{data.LastFirst, "Jean Marie Dupont", "", known("Jean Marie", "Dupont"), "Jean Marie|Dupont"},
		{data.FirstLast, "lefevre, helene", "", known("Hélène", "Lefèvre"), "Hélène|Lefèvre"},
		{data.FirstLast, "Jean de la Tour", "", known("Jean", "De La Tour"), "Jean|De La Tour"},
		// One of them stands whole.
		{data.FirstLast, "Jean Martin Dupont", "", known("Jean", "Dupont"), "Jean Martin|Dupont"},
		{data.FirstLast, "Marie Anne Durand", "", known("Marie Anne", "Petit"), "Marie Anne|Durand"},
		{data.FirstLast, "Marie Petit Durand", "", known("Marie", "Petit"), "Marie|Petit Durand"},
		{data.LastFirst, "Durand Petit Marie", "", known("Marie", "Petit"), "Marie|Durand Petit"},
		{data.FirstLast, "Anne Petit Durand", "", known("Zoé", "Petit Durand"), "Anne|Petit Durand"},
		{data.FirstLast, "Anne Marie Durand", "", known("Zoé", "Petit"), "unsplit"},
	} {
		row := namedRow{name: newFullName(c.text), address: c.address, stored: c.stored}
		if got := splits(nameColumn{order: c.order, form: data.FirstLast}, row); got != c.want {
			t.Errorf("%s, %q %s: %s instead of %s", c.order, c.text, c.address, got, c.want)
		}
	}
}

// The order is decided once for the whole column.
func TestDecideOrderOfNames(t *testing.T) {
	jean := known("Jean", "Dupont")
	same := func(text string) namedRow { return namedRow{name: newFullName(text), stored: jean} }
	for name, c := range map[string]struct {
		rows         []namedRow
		header, form data.NameOrder
		want         data.NameOrder
	}{
		"nothing says it":               {rows: namesOf("Jean Dupont", "Anne Petit")},
		"capitals behind":               {rows: namesOf("Jean DUPONT", "Anne PETIT", "Al Green"), want: data.FirstLast},
		"capitals in front":             {rows: namesOf("DUPONT Jean", "PETIT Anne"), want: data.LastFirst},
		"all in capitals":               {rows: namesOf("DUPONT JEAN", "PETIT ANNE")},
		"stored":                        {rows: append(namesOf("Anne Petit"), same("Jean Dupont")), want: data.FirstLast},
		"stored, the other way":         {rows: append(namesOf("Petit Anne"), same("Dupont Jean")), want: data.LastFirst},
		"stored first name":             {rows: append(namesOf("Petit Anne"), same("Durand Jean")), want: data.LastFirst},
		"stored against the header":     {rows: []namedRow{same("Jean Dupont")}, header: data.LastFirst, want: data.FirstLast},
		"half and half":                 {rows: append(namesOf("DUPONT Jean"), namesOf("Anne PETIT")...), header: data.LastFirst},
		"four of five":                  {rows: namesOf("Jean DUPONT", "Anne PETIT", "Al GREEN", "Zoé BIS", "TER Max"), want: data.FirstLast},
		"the header":                    {rows: namesOf("Dupont Jean"), header: data.LastFirst, want: data.LastFirst},
		"addresses":                     {rows: namesOf("Dupont Jean <jean.dupont@x.fr>", "Petit Anne"), want: data.LastFirst},
		"addresses with initials":       {rows: namesOf("Jean Dupont <jdupont@x.fr>"), want: data.FirstLast},
		"addresses that may be either":  {rows: namesOf("Jean Dupont <jeand@x.fr>", "Anne Petit <petita@x.fr>")},
		"addresses against the header":  {rows: namesOf("Jean Dupont <jean.dupont@x.fr>"), header: data.LastFirst},
		"addresses known to be so":      {rows: namesOf("Jean Dupont <jean.dupont@x.fr>"), header: data.LastFirst, form: data.FirstLast, want: data.FirstLast},
		"addresses with the last first": {rows: namesOf("Jean Dupont <dupont.jean@x.fr>"), form: data.LastFirst, want: data.FirstLast},
		"only commas":                   {rows: namesOf("Dupont, Jean", "Petit, Anne")},
	} {
		if got := decideNames(c.rows, c.header, "", c.form).order; got != c.want {
			t.Errorf("%s: %q instead of %q", name, got, c.want)
		}
	}
}

// What a person says holds, also where the first names are in capitals.
func TestChosenOrderOfNames(t *testing.T) {
	rows := namesOf("JEAN Dupont", "ANNE MARIE Petit", "Al Green <green.al@x.fr>", "Zoé Bis <zoe.bis@x.fr>")
	c := decideNames(rows, "", data.FirstLast, "")
	for i, want := range []string{"JEAN|Dupont", "ANNE MARIE|Petit", "Al|Green", "Zoé|Bis"} {
		if got := splits(c, rows[i]); got != want {
			t.Errorf("%s instead of %s", got, want)
		}
	}
	if got := splits(decideNames(rows[:2], "", "", ""), rows[0]); got != "Dupont|JEAN" {
		t.Errorf("by itself the name in capitals is the last: %s", got)
	}
}

// While the order is not known, only what needs no order is split.
func TestUndecidedNames(t *testing.T) {
	rows := namesOf("Jean Dupont <jean.dupont@x.fr>", "Petit, Anne", "Anne Marie Petit <apetit@x.fr>", "Al Green")
	c := decideNames(rows, data.LastFirst, "", "")
	if c.order != "" {
		t.Fatalf("it is %q", c.order)
	}
	for i, want := range []string{"undecided", "Anne|Petit", "Anne Marie|Petit", "undecided"} {
		if got := splits(c, rows[i]); got != want {
			t.Errorf("%s: %s instead of %s", rows[i].name.words, got, want)
		}
	}
}

func TestReadingsOfANameSplitItBack(t *testing.T) {
	n := newFullName("Ana María García López de Haro Sanz")
	for _, order := range []data.NameOrder{data.FirstLast, data.LastFirst} {
		readings := n.readings(order)
		if len(readings) != mostReadings || len(slices.Compact(slices.Sorted(slices.Values(readings)))) != mostReadings {
			t.Errorf("%s: %q", order, readings)
		}
		for _, text := range readings {
			if got := splits(nameColumn{}, namedRow{name: newFullName(text)}); strings.Count(got, "|") != 1 {
				t.Errorf("%q is no way out: %s", text, got)
			}
		}
	}
}

func TestStoredAddressForm(t *testing.T) {
	user := func(first, last, email string) data.User {
		return data.User{FirstName: first, LastName: last, Email: email}
	}
	usual := []data.User{user("Jean", "Dupont", "jean.dupont@x.fr"), user("Zoë", "Bäcker", "zoe.baecker@x.fr"), user("Al", "Green", "al.green@x.fr")}
	other := []data.User{user("Jean", "Dupont", "dupont.jean@x.fr"), user("Zoë", "Bäcker", "backer_zoe@x.fr"), user("Al", "Green", "green.al@x.fr")}
	for name, c := range map[string]struct {
		users []data.User
		want  data.NameOrder
	}{
		"first name first": {usual, data.FirstLast},
		"last name first":  {other, data.LastFirst},
		"too few":          {usual[:2], ""},
		"both":             {append(slices.Clone(usual), other...), ""},
		"none":             {nil, ""},
	} {
		if got := storedAddressForm(c.users); got != c.want {
			t.Errorf("%s: %q instead of %q", name, got, c.want)
		}
	}
}
