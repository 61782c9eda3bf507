package app

import (
	"context"
	"slices"
	"strings"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/plan/stored"
	"headcount.app/headcount/data"
)

// Erase deletes a deactivated user for good, also from the history (SPEC
// S2.2). typedName is the user's name as the person typed it: ErrNotConfirmed
// if it is another. A backup is made first (SPEC S9.2).
func (a *App) Erase(ctx context.Context, key data.UserKey, typedName string) error {
	if a.ReadOnly() {
		return data.ErrReadOnly
	}
	base, err := a.Base(ctx)
	if err != nil {
		return err
	}
	u, err := userIn(base, key)
	if err != nil {
		return err
	}
	if data.FoldName(typedName) != data.FoldName(u.Name()) {
		return ErrNotConfirmed
	}
	history, err := a.UserHistory(ctx, key)
	if err != nil {
		return err
	}
	if err := a.backup(ctx); err != nil {
		return err
	}
	traces := tracesOf(u, history)
	return a.store.Erase(ctx, key, func(_ int64, stored, table []byte, emails []string) ([]byte, []byte, error) {
		traces.add(&traces.emails, emails...)
		newPlan, newTable := traces.scrub(stored, table)
		return newPlan, newTable, nil
	})
}

// traces are what tells one person in stored plans and tables: everything that
// they ever were called, folded.
type traces struct {
	key                data.UserKey
	emails, ids, names []string
}

func tracesOf(u *data.User, history []data.Recorded) *traces {
	t := &traces{key: u.Key}
	t.know(u)
	for i := range history {
		t.know(&history[i].Before)
		t.know(&history[i].After)
	}
	return t
}

func (t *traces) know(u *data.User) {
	t.add(&t.emails, data.EmailKey(u.Email))
	t.add(&t.ids, data.IDKey(u.ID))
	t.add(&t.names, data.FoldName(u.FirstName+" "+u.LastName), data.FoldName(u.LastName+" "+u.FirstName), data.FoldName(u.LastName+", "+u.FirstName))
}

func (t *traces) add(list *[]string, texts ...string) {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
}

// scrub takes the person out of what one upload planned and read. Contents that
// cannot be read, or in which a trace would stay, are given up: nil.
func (t *traces) scrub(content, table []byte) (newPlan, newTable []byte) {
	p, err := stored.Decode(content)
	if err != nil {
		return nil, nil
	}
	rows := map[int]bool{}
	scrubbed := p.Without(func(l *plan.Line) bool {
		if !t.isIn(l) {
			return false
		}
		for _, row := range l.Rows() {
			rows[row] = true
		}
		return true
	}, t.mentions)
	if t.remain(scrubbed) {
		return nil, nil
	}
	if len(table) == 0 {
		return stored.Encode(scrubbed), table
	}
	read, err := stored.DecodeTable(table)
	if err != nil {
		return nil, nil
	}
	return stored.Encode(scrubbed), stored.EncodeTable(t.without(read, rows))
}

// isIn reports whether a line is about the person: their own, or one that
// leads to nobody and bears their address, their ID or their name.
func (t *traces) isIn(l *plan.Line) bool {
	for _, u := range []*data.User{l.Before, l.After} {
		if u != nil && u.Key == t.key {
			return true
		}
	}
	if l.Before != nil || l.After == nil {
		return false
	}
	u := l.After
	return slices.Contains(t.emails, data.EmailKey(u.Email)) || slices.Contains(t.ids, data.IDKey(u.ID)) ||
		slices.Contains(t.names, data.FoldName(u.FirstName+" "+u.LastName))
}

// mentions reports whether a text holds an address or a name of the person.
func (t *traces) mentions(text string) bool {
	folded := data.FoldSearch(text)
	within := func(trace string) bool { return strings.Contains(folded, trace) }
	return slices.ContainsFunc(t.names, within) ||
		strings.Contains(folded, "@") && slices.ContainsFunc(t.emails, within)
}

// remain reports whether the rest of a plan still says something of the person.
func (t *traces) remain(p *plan.Plan) bool {
	said := func(issues []plan.Issue) bool {
		return slices.ContainsFunc(issues, func(i plan.Issue) bool { return slices.ContainsFunc(i.Args, t.mentions) })
	}
	if said(p.FileIssues) || slices.ContainsFunc(p.Guards, func(g plan.Guard) bool { return slices.ContainsFunc(g.Args, t.mentions) }) {
		return true
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		if said(l.Issues) || slices.ContainsFunc(l.Fields, func(c plan.FieldChange) bool { return t.mentions(c.Old) || t.mentions(c.New) }) {
			return true
		}
		for _, u := range []*data.User{l.Before, l.After} {
			if u != nil && (slices.Contains(t.emails, data.EmailKey(u.Email)) || t.mentions(u.JobTitle)) {
				return true
			}
		}
	}
	return false
}

// without leaves the person's rows out of a table and blanks cells of others
// that mention them, as a column of superiors does.
func (t *traces) without(table *data.Table, rows map[int]bool) *data.Table {
	kept := *table
	kept.Rows, kept.Mentions = nil, slices.DeleteFunc(slices.Clone(table.Mentions), func(m data.Mention) bool { return rows[m.Row] || t.isKey(m.Key) })
	for _, row := range table.Rows {
		if rows[row.Number] || t.isRow(&row) {
			continue
		}
		cells := slices.Clone(row.Cells)
		for i := range cells {
			if t.mentions(cells[i].Text) {
				cells[i] = data.Cell{}
			}
		}
		row.Cells = cells
		kept.Rows = append(kept.Rows, row)
	}
	return &kept
}

// isRow reports whether a row has both names of the person in its cells.
func (t *traces) isRow(row *data.Row) bool {
	for _, name := range t.names {
		for i := range row.Cells {
			first := data.FoldName(row.Cells[i].Text)
			last, found := strings.CutPrefix(name, first+" ")
			if first == "" || !found {
				continue
			}
			bears := func(c data.Cell) bool { return data.FoldName(c.Text) == last }
			if slices.ContainsFunc(row.Cells, bears) && slices.ContainsFunc(row.Cells, func(c data.Cell) bool { return t.isEmail(c.Text) }) {
				return true
			}
		}
	}
	return false
}

// isKey reports whether a text is an address or an ID of the person.
func (t *traces) isKey(text string) bool {
	return t.isEmail(text) || slices.Contains(t.ids, data.IDKey(text))
}

func (t *traces) isEmail(text string) bool {
	address, _ := data.Address(text)
	return slices.Contains(t.emails, data.EmailKey(address))
}
