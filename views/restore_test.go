package views

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// TestRestoreABackup lists the backups, a damaged one by name, and restores one; all
// screens show the restored organization.
func TestRestoreABackup(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			f := open(t, viewtest.Want{Language: language})
			w := assets.In(language)
			before := f.active()
			f.base.SimulateNovember()
			f.base.ApplyShown()
			f.UndoLast()
			f.base.ApplyShown()
			backups, err := f.App.Backups()
			must(t, err)
			viewtest.Expect(t, "too few backups", len(backups) == 3)
			must(t, os.WriteFile(backups[1].Path, []byte("SQLite format 3\x00 and no more"), 0o600))
			f.settings("backups")
			viewtest.Golden(t, "settings-backups-listed-"+language, f.Desk)
			var list *widgets.DataList
			var restore *widgets.Button
			viewtest.Walk(f.Window.Canvas().Content(), func(o fyne.CanvasObject) {
				switch o := o.(type) {
				case *widgets.DataList:
					list = o
				case *widgets.Button:
					if o.Text == w.T("restore.choose") {
						restore = o
					}
				}
			})
			list.SetCurrent(1)
			list.OnCurrent(1)
			viewtest.Expect(t, "a damaged backup can be restored", restore.Disabled())
			list.SetCurrent(0)
			list.OnCurrent(0)
			viewtest.PressButton(t, f.Desk, w.T("restore.choose"))
			viewtest.Expect(t, "nothing is asked", f.Window.Canvas().Overlays().Top() != nil)
			viewtest.PressButton(t, f.Desk, w.T("button.cancel"))
			test.Tap(f.side.foot)
			viewtest.Golden(t, "restore-choose-"+language, f.Desk)
			viewtest.PressButton(t, f.Desk, w.T("restore.choose"))
			viewtest.Golden(t, "restore-question-"+language, f.Desk)
			was := f.App
			viewtest.PressButton(t, f.Desk, w.T("restore.yes"))
			viewtest.Expect(t, "not another organization in its place", f.App != was && f.App != nil && f.at == desk.PlaceUsers)
			viewtest.Expect(t, "not the backup's users", f.active() == before-3)
			kept, err := f.App.Backups()
			must(t, err)
			viewtest.Expect(t, "the present file is not kept", len(kept) == 4)
			viewtest.Golden(t, "restore-done-"+language, f.Desk)
		})
	}
}

// TestDamagedOrganizationOffersItsBackup: opening a damaged file offers the newest sound
// backup (SPEC S9.3).
func TestDamagedOrganizationOffersItsBackup(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.base.SimulateNovember()
		f.base.ApplyShown()
		path := f.App.Path()
		must(t, f.App.Close())
		f.Shell.App = nil
		f.rebuild(desk.PlaceFirstStart)
		content, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, content[:len(content)/2], 0o600))
		f.openOrganization(path, nil)
		viewtest.Golden(t, "restore-damaged-"+language, f.Desk)
		viewtest.PressButton(t, f.Desk, assets.In(language).T("restore.yes"))
		viewtest.Expect(t, "not opened", f.App != nil && f.App.Path() == path && f.active() == 12)
	}
}

// TestDamagedWithoutBackup: without a backup the damage is told alone.
func TestDamagedWithoutBackup(t *testing.T) {
	f := open(t, viewtest.Want{})
	path := filepath.Join(t.TempDir(), "lost.headcount")
	must(t, os.WriteFile(path, []byte("SQLite format 3\x00 and no more"), 0o600))
	f.openOrganization(path, nil)
	viewtest.Expect(t, "nothing is said", f.Window.Canvas().Overlays().Top() != nil)
	viewtest.PressButton(t, f.Desk, f.Words.T("button.close"))
	f.ChooseBackup(nil, nil)
	viewtest.Golden(t, "restore-none-en", f.Desk)
}
