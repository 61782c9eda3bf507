package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"headcount.app/headcount/app"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/viewtest"
)

func TestExportReadsAsDesigned(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.Go.Open(desk.PlaceExport)
		e := f.Go.Front().(*exportScreen)
		viewtest.Golden(t, "export-"+language, f.Desk)
		e.change(func(s *exportState) { s.options.Format = "csv" })
		e.Offer(app.Query{Text: "ada"})
		viewtest.Golden(t, "export-shown-"+language, f.Desk)
		f.Files.Path = filepath.Join(f.Folder, "list.csv")
		e.ask()
		viewtest.Golden(t, "export-done-"+language, f.Desk)
		text, err := os.ReadFile(f.Files.Path)
		viewtest.Expect(t, "not written", err == nil && strings.Contains(string(text), "ada@example.org"))
		viewtest.Expect(t, "too many", !strings.Contains(string(text), "zoe@example.org"))
		e.Write(filepath.Join(f.Folder, "no such folder", "list.csv"))
		viewtest.Golden(t, "export-failed-"+language, f.Desk)
	}
}

func TestExportIsBusyUntilItIsWritten(t *testing.T) {
	runner := task.Held()
	f := open(t, viewtest.Want{Runner: runner})
	runner.Release()
	f.Go.Open(desk.PlaceExport)
	runner.Release()
	e := f.Go.Front().(*exportScreen)
	path := filepath.Join(f.Folder, "list.xlsx")
	e.Write(path)
	viewtest.Golden(t, "export-busy-en", f.Desk)
	e.handle.Cancel()
	runner.Release()
	_, err := os.Stat(path)
	viewtest.Expect(t, "a cancelled export was written", os.IsNotExist(err) && e.state.saved == "")
}
