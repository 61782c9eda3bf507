package app

import (
	"context"

	"headcount.app/headcount/data"
)

// sinceMark returns the base with what happened since the export whose mark a file
// bears: only then is more of the past needed than a base brings along (SPEC S4.9
// since_export).
func (a *App) sinceMark(ctx context.Context, base *data.Base, mark *data.ExportMark) (*data.Base, error) {
	if mark == nil || mark.Organization != base.Organization || mark.Revision >= base.Revision {
		return base, nil
	}
	uploads, err := a.store.Uploads(ctx, 0, 0)
	if err != nil {
		return nil, err
	}
	since := &data.Interval{}
	for i := range uploads {
		u := &uploads[i]
		if u.Mode == data.Applied && u.Revision > mark.Revision && u.Undoes == 0 && u.UndoneBy == 0 && !u.Options.Hierarchy {
			since.Uploads = append(since.Uploads, *u)
		}
	}
	if len(since.Uploads) > 0 {
		if since.Changes, err = a.store.Changes(ctx, mark.Revision); err != nil {
			return nil, err
		}
	}
	marked := *base
	marked.Marked = since
	return &marked, nil
}
