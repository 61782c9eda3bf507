package upload

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/data/sheet"
	"headcount.app/headcount/views/viewtest"
)

// workbook writes a workbook and returns its path.
func (f *fixture) workbook(name string, sheets ...sheet.Sheet) string {
	path := filepath.Join(f.T.TempDir(), name)
	out, err := os.Create(path)
	if err == nil {
		err = sheet.Write(out, sheet.Book{Sheets: sheets})
	}
	if err == nil {
		err = out.Close()
	}
	if err == nil {
		err = os.Chtimes(path, viewtest.Noon, viewtest.Noon)
	}
	if err != nil {
		f.T.Fatal(err)
	}
	return path
}

// turkish is a list in Windows-1254 that could be in Windows-1252 too.
const turkish = "Email;First name;Last name;Role ID;Permission profile\r\n" +
	"a@example.org;Ay\xfee;Y\xfdld\xfdr\xfdm;shop-lyon-1;Sales rep\r\nb@example.org;\xd0\xfdnar;Do\xf0an;shop-lyon-1;Sales rep\r\n"

// The encoding is asked for after a refusal, and can be changed once the file is shown;
// the rows follow at once.
func TestTheEncodingIsAskedForAndChanged(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.upload(f.Put("liste.csv", turkish))
		viewtest.Golden(t, "upload-encoding-asked-"+language, f.Desk)
		viewtest.Expect(t, "nothing is asked", u.state.question != nil && u.file.reading.change.Hidden)
		u.file.sheets.Pick(u.state.question.options[len(u.state.question.options)-1].ID)
		viewtest.Expect(t, "the answer is not taken", u.state.err == nil && !u.file.reading.change.Hidden)
		u.file.reading.change.Tapped(&fyne.PointEvent{})
		u.file.reading.encoding.Pick("windows-1254")
		viewtest.Golden(t, "upload-encoding-chosen-"+language, f.Desk)
		viewtest.Expect(t, "the rows do not follow", strings.Contains(viewtest.Reading(f.Desk), "Yıldırım"))
	}
}

// A file that was read without a question can be read otherwise, and back again, also
// where the other reading is refused. The choices stay where they are.
func TestHowAFileIsReadCanBeChanged(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.upload(f.Put("liste.csv", "Membres\nEmail;First name;Last name;Role ID;Permission profile\nzoe@example.org;Zoé;Bäcker;shop-lyon-1;Sales rep\n"))
		r := u.file.reading
		viewtest.Expect(t, "they are shown unasked", !r.change.Hidden && r.content.Hidden)
		r.change.Tapped(&fyne.PointEvent{})
		viewtest.Golden(t, "upload-reading-"+language, f.Desk)
		viewtest.Expect(t, "a text file has sheets", r.sheet.Hidden && r.row.Chosen() == "2" && r.encoding.Chosen() == "utf-8")
		places := func() []fyne.Position {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			return []fyne.Position{at(r.row), at(r.encoding), at(u.options.run)}
		}
		before := places()
		r.row.Pick("3")
		viewtest.Expect(t, "it is read all the same", u.state.err != nil)
		viewtest.Expect(t, "the choices moved", slices.Equal(places(), before) && !r.content.Hidden)
		r.row.Pick("2")
		viewtest.Expect(t, "there is no way back", u.state.err == nil && u.state.file.Table.HeaderRow == 2 && slices.Equal(places(), before))
		r.encoding.Pick("windows-1252")
		viewtest.Expect(t, "the rows do not follow", strings.Contains(viewtest.Reading(f.Desk), "ZoÃ©") && slices.Equal(places(), before))
		u.Choose(f.Write("second.csv", viewtest.People()...))
		viewtest.Expect(t, "another file is read like the one before", u.state.options.HeaderRow == 0 && u.state.options.Encoding == "" && r.content.Hidden)
	}
}

// Every sheet of a workbook can be chosen, whatever stands in it.
func TestAnotherSheetIsChosen(t *testing.T) {
	f := open(t, viewtest.Want{})
	rows := sheet.PlainRows(slices.Values([][]string{{"a@example.org", "Zoë", "Bäcker"}}))
	staff := sheet.Sheet{Name: "Staff", Columns: []sheet.Column{{Title: "Email"}, {Title: "First name"}, {Title: "Last name"}}, Rows: rows}
	notes := sheet.Sheet{Name: "Notes", Columns: []sheet.Column{{Title: "Call them on Monday"}}}
	u := f.upload(f.workbook("both.xlsx", notes, staff))
	r := u.file.reading
	r.change.Tapped(&fyne.PointEvent{})
	viewtest.Golden(t, "upload-reading-sheets-en", f.Desk)
	viewtest.Expect(t, "a workbook has an encoding", r.encoding.Hidden && r.sheet.Chosen() == "Staff" && len(r.sheet.Options()) == 2)
	r.sheet.Pick("Notes")
	viewtest.Expect(t, "still the list", u.state.err != nil || u.state.file.Table.Sheet == "Notes")
	r.sheet.Pick("Staff")
	viewtest.Expect(t, "there is no way back", u.state.err == nil && u.state.file.Table.Sheet == "Staff")
}

// A file that is refused because no row is a header offers the row and the sheet, and
// says what stands in the row that was chosen (SPEC S3A.10).
func TestAFileWithoutHeadersCanBeReadOtherwise(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, Size: fyne.NewSize(1024, 672)})
		u := f.upload(f.Put("liste.csv", "zoe@example.org;Zoé;Bäcker;shop-lyon-1\nines@example.org;Inès;Aït;shop-lyon-1\n"))
		r := u.file.reading
		viewtest.Golden(t, "upload-no-header-"+language, f.Desk)
		viewtest.Expect(t, "nothing is offered", u.state.file == nil && r.content.Visible() && !r.change.Hidden && len(r.row.Options()) == 2)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		before := at(r.row)
		r.row.Pick("1")
		viewtest.Expect(t, fmt.Sprint("it moved from ", before, " to ", at(r.row)), at(r.row) == before)
		viewtest.Expect(t, "it is not read", u.state.file != nil && u.state.file.Table.HeaderRow == 1)
		u.mapColumn("zoe@example.org", "email")
		viewtest.Golden(t, "upload-header-person-"+language, f.Desk)
		viewtest.Expect(t, "nobody says who is lost", strings.Contains(strings.Join(strings.Fields(viewtest.Reading(f.Desk)), " "), "zoe@example.org"))
	}
	f := open(t, viewtest.Want{})
	rows := func(text string) sheet.Sheet {
		return sheet.Sheet{Name: text, Columns: []sheet.Column{{Title: text + "@example.org"}}, Rows: sheet.PlainRows(slices.Values([][]string{{"b@example.org"}}))}
	}
	u := f.upload(f.workbook("both.xlsx", rows("one"), rows("two")))
	r := u.file.reading
	viewtest.Expect(t, "the sheets are not offered", len(r.sheet.Options()) == 2 && r.sheet.Chosen() == "" && r.content.Visible())
	r.sheet.Pick("two")
	viewtest.Expect(t, "the sheet is forgotten", r.sheet.Chosen() == "two" && r.content.Visible() && len(r.row.Options()) == 2)
	r.row.Pick("1")
	viewtest.Expect(t, "it is not read", u.state.file != nil && u.state.file.Table.Sheet == "two")
}

// What the reader did to a file, and the columns that look secret, are said where the
// file is shown; no column moves for it.
func TestWhatTheReaderDidIsSaid(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language, Size: fyne.NewSize(1024, 672)})
		u := f.upload(f.Put("liste.csv", "Email,First name,Last name,Role ID,Permission profile,Phone,Password,IBAN\n"+
			"zoe@example.org,Zoë,Bäcker,shop-lyon-1,Sales rep,1,x,y\nines@example.org,Inès,Aït-Ouarab,shop-lyon-1\n"))
		viewtest.Golden(t, "upload-said-"+language, f.Desk)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		before := at(u.file.columns[0].field)
		u.mapColumn("Phone", "")
		viewtest.Expect(t, "the columns moved", at(u.file.columns[0].field) == before)
		seen := strings.Join(strings.Fields(viewtest.Reading(f.Desk)), " ")
		viewtest.Expect(t, "the secrets are not named: "+seen, strings.Contains(seen, f.Words.List([]string{"Password", "IBAN"})) || strings.Contains(seen, "IBAN."))
	}
}
