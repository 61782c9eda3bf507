package app

import (
	"context"
	"slices"
	"time"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet"
)

// HandChange is a change made in the window (SPEC S2.5).
type HandChange struct {
	data.Recorded
	// InUploadSince says whether an upload applied since then contained the
	// user.
	InUploadSince bool
}

// HandChanges lists the changes made by hand: users added first, then the
// others, each newest first (SPEC S2.5).
func (a *App) HandChanges(ctx context.Context) ([]HandChange, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	last, err := a.lastMentions(ctx, base)
	if err != nil {
		return nil, err
	}
	changes := make([]HandChange, 0, len(base.HandChanges))
	for _, r := range base.HandChanges {
		changes = append(changes, HandChange{r, last[keyOf(r.Change)] > r.Revision})
	}
	slices.SortStableFunc(changes, func(x, y HandChange) int {
		if added := rank(x) - rank(y); added != 0 {
			return added
		}
		return int(y.Revision - x.Revision)
	})
	return changes, nil
}

func rank(h HandChange) int {
	if h.Action == data.Create {
		return 0
	}
	return 1
}

func keyOf(c data.Change) data.UserKey {
	if c.After.Key != 0 {
		return c.After.Key
	}
	return c.Before.Key
}

// lastMentions returns for every user the revision of the newest applied
// upload whose file contained them, as far back as the oldest change by hand.
func (a *App) lastMentions(ctx context.Context, base *data.Base) (map[data.UserKey]data.Revision, error) {
	last := map[data.UserKey]data.Revision{}
	if len(base.HandChanges) == 0 {
		return last, nil
	}
	byEmail := map[string]data.UserKey{}
	for i := range base.Users {
		byEmail[data.EmailKey(base.Users[i].Email)] = base.Users[i].Key
	}
	uploads, err := a.Uploads(ctx, 0, 0)
	if err != nil {
		return nil, err
	}
	for _, u := range uploads {
		if u.Mode != data.Applied || !u.HasReport || u.Revision <= base.HandChanges[0].Revision {
			continue
		}
		p, _, err := a.Report(ctx, u.ID)
		if err != nil {
			return nil, err
		}
		for i := range p.Lines {
			line := &p.Lines[i]
			if line.Row == 0 || line.User() == nil {
				continue
			}
			key := line.User().Key
			if key == 0 {
				key = byEmail[data.EmailKey(line.User().Email)]
			}
			last[key] = max(last[key], u.Revision)
		}
	}
	return last, nil
}

// LastHandChange returns when the newest change by hand was made; ok is false
// if there is none, and then nothing is shown (SPEC S2.5).
func (a *App) LastHandChange(ctx context.Context) (at time.Time, ok bool, err error) {
	base, err := a.Base(ctx)
	if err != nil || len(base.HandChanges) == 0 {
		return time.Time{}, false, err
	}
	return base.HandChanges[len(base.HandChanges)-1].At, true, nil
}

// ExportHandChanges writes the list of changes by hand as XLSX, or as CSV if
// the path ends so.
func (a *App) ExportHandChanges(ctx context.Context, path string, w *assets.Words) error {
	changes, err := a.HandChanges(ctx)
	if err != nil {
		return err
	}
	base, err := a.Base(ctx)
	if err != nil {
		return err
	}
	t := textTable{Title: w.T("handchanges.title"), Header: []string{
		w.T("handchanges.when"), w.T("handchanges.kind"), w.T("handchanges.name"), data.Email.Header(w.Language()),
		w.T("handchanges.field"), w.T("handchanges.old"), w.T("handchanges.new"), w.T("handchanges.account"), w.T("handchanges.in_upload"),
	}}
	for _, h := range changes {
		t.Rows = append(t.Rows, h.rows(base.Schema, w)...)
	}
	return fileError(path, sheet.WriteFile(path, t.writer(path, w)))
}

// rows puts a change in words, one row a field; one row for a user added.
func (h HandChange) rows(schema *data.Schema, w *assets.Words) [][]string {
	u := h.After
	if h.Action == data.Remove {
		u = h.Before
	}
	seen := w.T("handchanges.no")
	if h.InUploadSince {
		seen = w.T("handchanges.yes")
	}
	row := func(field, before, after string) []string {
		return []string{
			h.At.Local().Format("2006-01-02 15:04"), w.T("handchanges.action." + h.Action.String()), u.Name(), u.Email,
			field, before, after, h.Account, seen,
		}
	}
	if h.Action != data.Update {
		return [][]string{row("", "", "")}
	}
	var rows [][]string
	for _, f := range h.Fields(schema) {
		rows = append(rows, row(schema.Header(f, w.Language()), h.Before.Get(f), h.After.Get(f)))
	}
	return rows
}
