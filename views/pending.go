package views

import (
	"context"
	"errors"

	"headcount/app"
	"headcount/app/plan"
	"headcount/assets"
	"headcount/data"
)

func writeReport(ctx context.Context, a *app.App, p *plan.Plan, mode data.Mode, path string, w *assets.Words) error {
	return errors.ErrUnsupported
}

func template(ctx context.Context, a *app.App, path string, w *assets.Words) error {
	return errors.ErrUnsupported
}
