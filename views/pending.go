package views

import (
	"context"

	"headcount/app"
	"headcount/assets"
	"headcount/data"
)

func template(ctx context.Context, a *app.App, path string, w *assets.Words) error {
	return data.ErrNotFound
}
