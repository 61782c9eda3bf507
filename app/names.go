package app

import (
	"context"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// ReadNames adds to a file how its full names are read, and decides what Nom or
// Name alone is (SPEC S15.1). The error is a *data.FileError if the person has to
// say that.
func (a *App) ReadNames(ctx context.Context, f *File, o data.Options) error {
	f.Names = nil
	if f.Schema == data.RoleSchema || !plan.MayHoldNames(f.Columns) {
		return nil
	}
	base, err := a.Base(ctx)
	if err != nil {
		return err
	}
	f.Names, err = plan.ReadNames(ctx, base, f.Table, f.Columns, o)
	return err
}
