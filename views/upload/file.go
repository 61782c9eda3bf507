package upload

import (
	"path/filepath"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/widgets"
)

// uploadFile is the left of the upload: where to drop a file, and what was recognised
// of it before anything runs.
type uploadFile struct {
	screen  *uploadScreen
	content fyne.CanvasObject

	empty              *fyne.Container // while there is no file
	filled             *fyne.Container
	again              *widgets.DropZone
	paste              *widgets.Button // cells take the place of the file, or of those pasted before
	card, head         *fyne.Container
	name               *widgets.Text
	about              *widgets.Text
	rows               *widgets.Text
	rowsOf             *widgets.Text
	sheet              *fyne.Container
	reading            *uploadReading
	which              *widgets.Text // what is asked of how the file is read
	sheets             *widgets.Select
	refuse             *widgets.ErrorBox
	failed             *widgets.ErrorBox // while there is no file
	refuseIn, failedIn *fyne.Container
	warn, warnIn       *fyne.Container
	said               *widgets.Capped // the place of both, which only grows while a file is shown
	saidOf             string          // the path of that file
	list               *fyne.Container
	table              *fyne.Container
	scroll             *widgets.Scroll
	columns            []*columnRow
	names              *uploadNames
	made               *app.File // what the rows were made for
}

func newUploadFile(u *uploadScreen) *uploadFile {
	w := u.desk.Words
	f := &uploadFile{
		screen: u,
		name:   widgets.NewText(widgets.Section, "").CutBelow(60),
		about:  widgets.NewText(widgets.Caption, "").CutBelow(60),
		rows:   widgets.NewText(widgets.PageTitle, "").Align(fyne.TextAlignTrailing),
		rowsOf: widgets.NewText(widgets.Caption, "").Align(fyne.TextAlignTrailing),
		refuse: desk.NewErrorBox(w), failed: desk.NewErrorBox(w),
		warn: widgets.VStack(0), list: widgets.VStack(0),
	}
	f.failedIn, f.refuseIn = widgets.Inset(0, 0, 12, 0, f.failed), widgets.Inset(0, 16, 12, 16, f.refuse)
	choose := widgets.NewButton(widgets.Primary, w.T("upload.choose"), u.ask)
	template := widgets.NewIconButton(widgets.Secondary, widgets.IconDownload, w.T("upload.template"), u.DownloadTemplate).Sized(widgets.Small)
	f.empty = widgets.Framed(f.failedIn, nil, nil, nil,
		widgets.NewDropZone(w.T(u.word("upload.drop")), w.T(u.word("upload.drop.caption")), choose,
			widgets.NewButton(widgets.Secondary, w.T("upload.paste"), u.Paste), template))
	f.paste = widgets.NewButton(widgets.Secondary, w.T("upload.paste"), u.Paste).Sized(widgets.Small)
	f.again = widgets.NewDropLine(w.T("upload.dropanother"),
		widgets.HStack(8, f.paste, widgets.NewButton(widgets.Secondary, w.T("upload.choose"), u.ask).Sized(widgets.Small)))
	f.card = container.New(widgets.Snug{Wish: f.wish}, f.buildCard(w))
	foot := widgets.HStack(12, widgets.NewText(widgets.Caption, w.T("upload.notemplate")).CutBelow(40), widgets.Spacer(),
		widgets.NewIconButton(widgets.Secondary, widgets.IconDownload, w.T("upload.template"), u.DownloadTemplate).Sized(widgets.Small))
	f.filled = widgets.Framed(widgets.Inset(0, 0, 12, 0, f.again), widgets.Inset(12, 4, 0, 4, foot), nil, nil, f.card)
	f.content = container.NewStack(f.empty, f.filled)
	return f
}

// saidHeight is how high what is said of the file is at most; more of it scrolls.
const saidHeight = 180

// buildCard makes the card of the file: its head, what is asked or refused, its columns.
func (f *uploadFile) buildCard(w *assets.Words) *widgets.Card {
	f.sheets = widgets.NewSelect(nil, "", f.screen.answer)
	f.sheets.Name = w.T("upload.change.sheet")
	f.reading = newUploadReading(f.screen)
	f.which = widgets.NewText(widgets.Body, "")
	f.sheet = widgets.Inset(0, 16, 12, 16, widgets.HStack(12, f.which, widgets.Wide(260, f.sheets)))
	f.head = widgets.Inset(14, 16, 14, 16, widgets.HStack(12,
		widgets.NewEmblem(widgets.KindCreated, widgets.IconSheet, "", 40),
		widgets.Grow(80, widgets.VStack(0, f.name, widgets.HStack(10, widgets.Grow(60, f.about), f.reading.change))),
		widgets.VStack(0, f.rows, f.rowsOf)))
	titles := container.NewStack(widgets.Ground(widgets.ColorSunk), widgets.VStack(0, widgets.Line(),
		widgets.Inset(5, 16, 5, 16, columnLine(
			widgets.NewText(widgets.CaptionBold, w.T("upload.column")), nil,
			widgets.NewText(widgets.CaptionBold, w.T("upload.readas")), nil, nil)), widgets.Line()))
	f.scroll = widgets.NewScroll(f.list)
	f.table = widgets.Framed(titles, nil, nil, nil, f.scroll)
	f.warnIn = widgets.VStack(0, widgets.Line(), widgets.Inset(4, 0, 6, 0, f.warn))
	above := widgets.VStack(0, f.head, f.reading.content, f.sheet)
	// What is said of the file stands below its columns, where it pushes none of them
	// from under the pointer.
	f.said = &widgets.Capped{Inner: widgets.VStack(0, f.warnIn, f.refuseIn), Most: saidHeight, Keeps: true}
	below := container.New(f.said, widgets.NewScroll(f.said.Inner))
	return widgets.NewBareCard(widgets.Framed(above, below, nil, nil, f.table))
}

// wish is the height the card has with all of its columns in sight.
func (f *uploadFile) wish() float32 {
	card := f.card.Objects[0]
	if !f.table.Visible() {
		return card.MinSize().Height
	}
	return card.MinSize().Height - f.scroll.MinSize().Height + f.list.MinSize().Height
}

// show sets every widget from the state.
func (f *uploadFile) show(s *uploadState) {
	w := f.screen.desk.Words
	there := s.path != ""
	f.empty.Hidden, f.filled.Hidden = there, !there
	f.name.SetText(filepath.Base(s.path))
	f.paste.SetText(w.T(pasteWords(s.path)))
	f.about.SetText(aboutFile(w, s, f.screen.desk.Now()))
	rows := 0
	if s.file != nil && s.file.Table != nil {
		rows = len(s.file.Table.Rows)
	}
	f.rows.SetText("") // its height stays
	f.rowsOf.SetText("")
	if s.file != nil {
		f.rows.SetText(w.Number(rows))
		f.rowsOf.SetText(w.N("upload.rows", rows))
	}
	f.reading.show(s)
	f.head.Refresh()
	f.showQuestion(s)
	if f.saidOf != s.path {
		f.saidOf, f.said.Least = s.path, 0
	}
	f.showRefusal(s)
	f.showWarnings(w, s)
	f.table.Hidden = s.file == nil
	f.showColumns(s)
	f.content.Refresh()
}

// showQuestion shows what is asked of how the file is read, and the answer.
func (f *uploadFile) showQuestion(s *uploadState) {
	f.sheet.Hidden = s.question == nil
	if s.question == nil {
		return
	}
	f.which.SetText(f.screen.desk.Words.T(questions[s.question.kind]))
	f.sheets.SetOptions(s.question.options)
	f.sheets.Choose(s.question.Chosen(s.options))
	widgets.Able(f.sheets, !s.locked())
}

func (f *uploadFile) showRefusal(s *uploadState) {
	f.refuse.Hide()
	f.failed.Hide()
	if s.path != "" {
		desk.SayError(f.refuse, s.err, f.screen.desk.Words)
		f.sayWayOut(s)
	} else {
		desk.SayError(f.failed, s.err, f.screen.desk.Words)
	}
	f.refuseIn.Hidden, f.failedIn.Hidden = !f.refuse.Visible(), !f.failed.Visible()
}

// showColumns makes one row for each column of a new file, and sets the rows there are.
func (f *uploadFile) showColumns(s *uploadState) {
	if s.file == nil {
		f.columns, f.made, f.list.Objects, f.names = nil, nil, nil, nil
		return
	}
	if f.made == nil || f.made.Table != s.file.Table {
		f.columns, f.list.Objects, f.names = nil, nil, nil
		for i, c := range s.file.Columns {
			row := newColumnRow(f.screen, c)
			f.columns = append(f.columns, row)
			if i > 0 {
				f.list.Add(widgets.Line())
			}
			f.list.Add(row.content)
		}
	}
	f.made = s.file
	for i, row := range f.columns {
		row.show(f.screen.desk.Words, s, s.file.Columns[i])
	}
	f.showNames(s)
}

// showNames puts how full names are split below their column.
func (f *uploadFile) showNames(s *uploadState) {
	if f.names != nil && f.names.made != s.file.Names {
		f.list.Remove(f.names.content)
		f.names = nil
	}
	if s.file.Names == nil {
		return
	}
	if f.names == nil {
		f.names = newUploadNames(f.screen)
		at := slices.Index(f.list.Objects, f.columns[s.file.Names.Column].content) + 1
		f.list.Objects = slices.Insert(f.list.Objects, at, f.names.content)
	}
	f.names.show(f.screen.desk.Words, s)
}

// columnKey is the header as mappings name it: the second of two equal ones has #2.
func columnKey(f *app.File, c plan.Column) string {
	occurrence := 0
	for _, other := range f.Columns[:c.Index+1] {
		if other.Header == c.Header {
			occurrence++
		}
	}
	if occurrence == 1 {
		return c.Header
	}
	return c.Header + "#" + strconv.Itoa(occurrence)
}
