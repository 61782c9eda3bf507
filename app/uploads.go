package app

import (
	"context"

	"headcount.app/headcount/data"
)

// Uploads lists the uploads, newest first, limit at a time (0 is all).
func (a *App) Uploads(ctx context.Context, limit, offset int) ([]data.Upload, error) {
	return a.store.Uploads(ctx, limit, offset)
}

// UserHistory lists everything that happened to one user, newest first.
func (a *App) UserHistory(ctx context.Context, key data.UserKey) ([]data.Recorded, error) {
	return a.store.UserChanges(ctx, key)
}
