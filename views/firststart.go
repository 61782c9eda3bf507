package views

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// firstStart is what the window shows without an organization: four ways to
// begin, and nothing else is asked (SPEC S8.5).
type firstStart struct {
	desk    *Shell
	page    fyne.CanvasObject
	failed  *widgets.ErrorBox
	choices []*widgets.BigChoice
	middle  *fyne.Container
	cards   *fyne.Container
}

func newFirstStart(s *Shell) *firstStart {
	f := &firstStart{desk: s, failed: desk.NewErrorBox(s.Words)}
	w := s.Words
	choice := func(icon widgets.Icon, key string, do func()) *widgets.BigChoice {
		c := widgets.NewBigChoice(icon, w.T("first."+key), w.T("first."+key+".text"), do)
		f.choices = append(f.choices, c)
		return c
	}
	start := choice(widgets.IconSheet, "file", f.startFromFile)
	start.Emphasised = true
	cards := widgets.VStack(
		12, start, choice(widgets.IconAdd, "empty", f.startEmpty),
		choice(widgets.IconEye, "example", f.startExample), choice(widgets.IconFolder, "open", s.askOpen),
	)
	title := widgets.NewText(widgets.Number, w.T("first.title")).Align(fyne.TextAlignCenter)
	style := widgets.Muted
	style.Size = widgets.Section.Size
	text := widgets.NewParagraph(style, w.T("first.text")).Align(fyne.TextAlignCenter)
	emblem := widgets.NewEmblem(widgets.KindAccent, widgets.IconUsers, "", 64)
	f.cards = widgets.VStack(16, f.failed, cards)
	column := widgets.VStack(
		16, container.NewCenter(emblem), widgets.VStack(8, title, text),
		widgets.HStack(0, widgets.Spacer(), widgets.Wide(560, widgets.Inset(14, 0, 8, 0, f.cards)), widgets.Spacer()),
		container.NewCenter(widgets.NewSpans(widgets.Caption, widgets.Span{Icon: widgets.IconBackup, Text: w.T("first.kept"), Color: widgets.ColorMuted})),
	)
	f.middle = container.NewCenter(widgets.Wide(680, column))
	f.page = container.NewStack(
		widgets.NewScroll(f.middle),
		container.NewBorder(widgets.Inset(20, 28, 0, 28, widgets.HStack(16, widgets.Spacer(), f.languages())), nil, nil, nil),
	)
	return f
}

// languages are links to the other languages, each in its own words.
func (f *firstStart) languages() fyne.CanvasObject {
	row := widgets.HStack(16)
	for _, tag := range assets.Languages() {
		if tag != f.desk.Words.Language() {
			row.Add(widgets.NewLink(assets.In(tag).T("first.language"), func() { f.desk.Go.SetLanguage(tag) }))
		}
	}
	return row
}

func (f *firstStart) Content() fyne.CanvasObject { return f.page }

func (f *firstStart) Shown() {
	if f.desk.Window.Canvas().Focused() == nil {
		f.desk.Window.Canvas().Focus(f.choices[0])
	}
}

// Fail shows why nothing could be begun, above the four ways.
func (f *firstStart) Fail(err error) {
	desk.SayError(f.failed, err, f.desk.Words)
	f.middle.Refresh()
}

// Drop begins with a user file dropped on the window.
func (f *firstStart) Drop(path string) { f.begin(path) }

// startFromFile asks for the user file and begins with it.
func (f *firstStart) startFromFile() {
	w := f.desk.Words
	f.desk.Files.Open(desk.FileQuestion{
		Title: w.T("files.open.users"), Accept: w.T("button.open"), Sort: "users",
		Kinds: f.desk.UserFiles(),
	}, f.begin)
}

// begin makes an organization for a user file and goes to the upload with it.
func (f *firstStart) begin(path string) {
	s, words, config := f.desk, f.desk.Words, f.desk.Config
	s.Run.CancelAll()
	name := words.T("first.organization")
	s.bringThen(f.Fail, func(context.Context) (*app.App, error) {
		target, err := app.NewPath(name)
		if err != nil {
			return nil, err
		}
		return app.Create(target, name, words, config)
	}, func() { s.Go.UploadFile(path) })
}

// startEmpty makes an organization without anybody.
func (f *firstStart) startEmpty() {
	s, words, config := f.desk, f.desk.Words, f.desk.Config
	name := words.T("first.organization")
	s.bringThen(f.Fail, func(context.Context) (*app.App, error) {
		target, err := app.NewPath(name)
		if err != nil {
			return nil, err
		}
		return app.Create(target, name, words, config)
	}, func() { s.Say(words.T("first.made", "folder", shortFolder(s.App.Path())), nil) })
}

// startExample opens the example organization, made now if it is not there.
func (f *firstStart) startExample() {
	s, words, config := f.desk, f.desk.Words, f.desk.Config
	s.bringThen(f.Fail, func(ctx context.Context) (*app.App, error) {
		path, there, err := app.ExamplePath(words.T("first.example.folder"))
		if err != nil {
			return nil, err
		}
		if there {
			return app.Open(path, config)
		}
		return app.CreateExample(ctx, path, words, config)
	}, func() { s.Say(words.T("first.example.made", "folder", shortFolder(s.App.Path())), nil) })
}

// shortFolder is the folder of a path as a person says it.
func shortFolder(path string) string {
	folder := filepath.Dir(path)
	parts := strings.Split(filepath.ToSlash(folder), "/")
	return filepath.FromSlash(strings.Join(parts[max(0, len(parts)-2):], "/"))
}

// GuidePage is the first page.
func (f *firstStart) GuidePage() string { return "journey" }
