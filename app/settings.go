package app

import (
	"context"
	"errors"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// Settings returns the settings of the organization.
func (a *App) Settings(ctx context.Context) (data.Settings, error) {
	base, _, err := a.List(ctx)
	if err != nil {
		return data.Settings{}, err
	}
	return base.Settings, nil
}

// SaveSettings stores the settings of the organization. Thresholds can be
// tightened, not loosened beyond SPEC S4.9: see data.Guards.Valid.
func (a *App) SaveSettings(ctx context.Context, s data.Settings) error {
	if err := s.Guards.Valid(); err != nil {
		return err
	}
	if err := a.store.SaveSettings(ctx, s); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.base, a.directory = nil, nil // not every setting raises the revision
	return nil
}

// Profiles returns the permission profiles in their order.
func (a *App) Profiles(ctx context.Context) ([]data.Profile, error) {
	base, _, err := a.List(ctx)
	if err != nil {
		return nil, err
	}
	return base.Profiles, nil
}

// SaveProfile stores a permission profile; old is its name so far, "" for a
// new one. Renaming keeps its users, and the old name is understood until
// another profile takes it (SPEC S13.4). data.ErrTaken if another profile has
// the name; *RefusedError if taking the administrator mark away would leave
// the organization without an administrator (SPEC S2.4).
func (a *App) SaveProfile(ctx context.Context, old string, p data.Profile) error {
	if a.ReadOnly() {
		return data.ErrReadOnly
	}
	err := a.store.SaveProfile(ctx, old, p)
	if errors.Is(err, data.ErrLastAdministrator) {
		return &RefusedError{Guards: []plan.Guard{{Code: "last_administrator", Impossible: true}}}
	}
	return err
}

// DeleteProfile deletes a profile that nobody has, data.ErrInUse otherwise.
func (a *App) DeleteProfile(ctx context.Context, name string) error {
	if a.ReadOnly() {
		return data.ErrReadOnly
	}
	return a.store.DeleteProfile(ctx, name)
}

// SaveFields stores the fields of the organization's own (SPEC S14.1). What
// users have of fields that are not among them stays as it is.
func (a *App) SaveFields(ctx context.Context, own ...data.FieldInfo) error {
	schema, err := data.NewSchema(own...)
	if err != nil {
		return err
	}
	return a.store.SaveFields(ctx, schema)
}
