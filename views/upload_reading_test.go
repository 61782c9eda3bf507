package views

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount/data/sheet"
)

// workbook writes a workbook and returns its path.
func (f *fixture) workbook(name string, sheets ...sheet.Sheet) string {
	path := filepath.Join(f.t.TempDir(), name)
	out, err := os.Create(path)
	if err == nil {
		err = sheet.Write(out, sheet.Book{Sheets: sheets})
	}
	if err == nil {
		err = out.Close()
	}
	if err == nil {
		err = os.Chtimes(path, noon, noon)
	}
	if err != nil {
		f.t.Fatal(err)
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
		f := open(t, want{language: language})
		u := f.upload(f.put("liste.csv", turkish))
		golden(t, "upload-encoding-asked-"+language, f.Shell)
		expect(t, "nothing is asked", u.state.question != nil && u.file.reading.change.Hidden)
		u.file.sheets.Pick(u.state.question.options[len(u.state.question.options)-1].ID)
		expect(t, "the answer is not taken", u.state.err == nil && !u.file.reading.change.Hidden)
		u.file.reading.change.Tapped(&fyne.PointEvent{})
		u.file.reading.encoding.Pick("windows-1254")
		golden(t, "upload-encoding-chosen-"+language, f.Shell)
		expect(t, "the rows do not follow", strings.Contains(reading(f.Shell), "Yıldırım"))
	}
}

// A file that was read without a question can be read otherwise, and back again, also
// where the other reading is refused. The choices stay where they are.
func TestHowAFileIsReadCanBeChanged(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, want{language: language})
		u := f.upload(f.put("liste.csv", "Membres\nEmail;First name;Last name;Role ID;Permission profile\nzoe@example.org;Zoé;Bäcker;shop-lyon-1;Sales rep\n"))
		r := u.file.reading
		expect(t, "they are shown unasked", !r.change.Hidden && r.content.Hidden)
		r.change.Tapped(&fyne.PointEvent{})
		golden(t, "upload-reading-"+language, f.Shell)
		expect(t, "a text file has sheets", r.sheet.Hidden && r.row.Chosen() == "2" && r.encoding.Chosen() == "utf-8")
		places := func() []fyne.Position {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			return []fyne.Position{at(r.row), at(r.encoding), at(u.options.run)}
		}
		before := places()
		r.row.Pick("3")
		expect(t, "it is read all the same", u.state.err != nil)
		expect(t, "the choices moved", slices.Equal(places(), before) && !r.content.Hidden)
		r.row.Pick("2")
		expect(t, "there is no way back", u.state.err == nil && u.state.file.Table.HeaderRow == 2 && slices.Equal(places(), before))
		r.encoding.Pick("windows-1252")
		expect(t, "the rows do not follow", strings.Contains(reading(f.Shell), "ZoÃ©") && slices.Equal(places(), before))
		u.choose(f.write("second.csv", people()...))
		expect(t, "another file is read like the one before", u.state.options.HeaderRow == 0 && u.state.options.Encoding == "" && r.content.Hidden)
	}
}

// Every sheet of a workbook can be chosen, whatever stands in it.
func TestAnotherSheetIsChosen(t *testing.T) {
	f := open(t, want{})
	rows := sheet.PlainRows(slices.Values([][]string{{"a@example.org", "Zoë", "Bäcker"}}))
	staff := sheet.Sheet{Name: "Staff", Columns: []sheet.Column{{Title: "Email"}, {Title: "First name"}, {Title: "Last name"}}, Rows: rows}
	notes := sheet.Sheet{Name: "Notes", Columns: []sheet.Column{{Title: "Call them on Monday"}}}
	u := f.upload(f.workbook("both.xlsx", notes, staff))
	r := u.file.reading
	r.change.Tapped(&fyne.PointEvent{})
	golden(t, "upload-reading-sheets-en", f.Shell)
	expect(t, "a workbook has an encoding", r.encoding.Hidden && r.sheet.Chosen() == "Staff" && len(r.sheet.Options()) == 2)
	r.sheet.Pick("Notes")
	expect(t, "still the list", u.state.err != nil || u.state.file.Table.Sheet == "Notes")
	r.sheet.Pick("Staff")
	expect(t, "there is no way back", u.state.err == nil && u.state.file.Table.Sheet == "Staff")
}
