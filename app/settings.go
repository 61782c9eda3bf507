package app

import (
	"context"

	"headcount/data"
)

// Settings returns the settings of the organization.
func (a *App) Settings(ctx context.Context) (data.Settings, error) {
	base, err := a.Base(ctx)
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
	return a.store.SaveSettings(ctx, s)
}

// Profiles returns the permission profiles in their order.
func (a *App) Profiles(ctx context.Context) ([]data.Profile, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return nil, err
	}
	return base.Profiles, nil
}
