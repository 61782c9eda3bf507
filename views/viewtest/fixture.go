package viewtest

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
)

// Noon is the moment of all tests.
var Noon = time.Date(2026, 11, 20, 14, 26, 0, 0, time.Local)

// Header is the first line of a file of users, as Write makes it.
const Header = "Email;First name;Last name;Role ID;Permission profile;ID\n"

// People is the base of most tests: an administrator and eleven others.
func People() []string {
	rows := []string{"ada@example.org;Ada;Aubry;head-office;Administrator;1"}
	for i, name := range []string{"Zoë;Bäcker", "Benoît;Achard", "Inès;Aït-Ouarab", "Hélène;Bonnefoy-Marchetti", "François;Cœurdevey", "Łukasz;Grabowski", "Émeline;Saint-Ybars", "Ömer;Yıldız", "José;Fernández Muñoz", "Noémie;Pérez-Lachance", "Anaïs;Lemoine"} {
		rows = append(rows, strings.ToLower(strings.Split("zoe benoit ines helene francois lukasz emeline omer jose noemie anais", " ")[i])+
			"@example.org;"+name+";shop-lyon-1;Sales rep;"+string(rune('a'+i)))
	}
	return rows
}

// November are the rows of a file that moves one person, makes another a manager, adds one and leaves out four.
func November() []string {
	rows := People()[:8]
	rows[1] = strings.Replace(rows[1], "shop-lyon-1", "head-office", 1)
	rows[2] = strings.Replace(rows[2], "Sales rep", "Manager", 1)
	return append(rows, "new@example.org;Maëlys;Delacroix;shop-lyon-1;Sales rep;new")
}

// HierarchyRows is a hierarchy over the roles of People.
func HierarchyRows() string {
	return "Level;Role name;Role ID;Superior role ID\n" +
		"Company;Comptoir Bellerive;bellerive;\n" +
		"Region;Head office;head-office;bellerive\n" +
		"Region;Region South;region-south;bellerive\n" +
		"Shop;Shop Lyon 1;shop-lyon-1;region-south\n" +
		"Shop;Warehouse;warehouse;region-south, head-office\n"
}

// Answers is somebody who answers every question about files with one path, and with
// none if it is empty.
type Answers struct {
	Path  string
	Asked []desk.FileQuestion
}

// Open answers which file to open.
func (a *Answers) Open(q desk.FileQuestion, chosen func(string)) { a.answer(q, chosen) }

// Save answers where to save.
func (a *Answers) Save(q desk.FileQuestion, chosen func(string)) { a.answer(q, chosen) }

func (a *Answers) answer(q desk.FileQuestion, chosen func(string)) {
	a.Asked = append(a.Asked, q)
	if a.Path != "" {
		chosen(a.Path)
	}
}

// NoRing is a computer without a keyring.
type NoRing struct{}

// Get finds nothing.
func (NoRing) Get(string, string) (string, error) { return "", outbox.ErrNoKeyring }

// Set keeps nothing.
func (NoRing) Set(string, string, string) error { return outbox.ErrNoKeyring }

// Delete has nothing to delete.
func (NoRing) Delete(string, string) error { return outbox.ErrNoKeyring }

// Want is what a test wants; the zero value is the usual window in English.
type Want struct {
	Language string
	Runner   *task.Runner // task.Inline() if nil
	Empty    bool         // an organization without users
	Users    []string     // lines of the file that it was made from, People() if nil
	Size     fyne.Size
	OwnMenu  bool
}

// Given is what a window is opened with.
type Given struct {
	Want
	Fyne   fyne.App
	App    *app.App
	Config app.Config
	Files  *Answers
}

// Fixture is a window around an organization of twelve people.
type Fixture struct {
	*desk.Desk
	T      testing.TB
	Folder string
	Files  *Answers
}

// Open makes an organization and has the window opened around it.
func Open(t testing.TB, w Want, window func(Given) *desk.Desk) *Fixture {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "Documents")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	config := app.Config{Now: func() time.Time { return Noon }, Account: "camille.roux", Passwords: outbox.NewPasswords(NoRing{}, "")}
	if w.Language == "" {
		w.Language = cmp.Or(shotsLanguage, "en")
	}
	organization, err := app.Create(filepath.Join(folder, "bellerive.headcount"), "Comptoir Bellerive", assets.In("en"), config)
	if err != nil {
		t.Fatal(err)
	}
	f := &Fixture{T: t, Folder: folder, Files: &Answers{}}
	if !w.Empty {
		f.fill(organization, w.Users)
	}
	if w.Runner == nil {
		w.Runner = task.Inline()
	}
	task.StandStill()
	f.Desk = window(Given{Want: w, Fyne: test.NewTempApp(t), App: organization, Config: config, Files: f.Files})
	if w.Size.Width == 0 {
		w.Size = fyne.NewSize(1280, 772)
	}
	f.Window.Resize(w.Size)
	return f
}

// fill applies the file that the organization is made from.
func (f *Fixture) fill(organization *app.App, users []string) {
	f.T.Helper()
	if users == nil {
		users = People()
	}
	path := f.Write("before.csv", users...)
	simulation, err := organization.Simulate(context.Background(), path, data.Options{CreateRoles: true}, nil)
	if err == nil {
		_, err = organization.Apply(context.Background(), simulation, app.Consent{}, nil)
	}
	if err != nil {
		f.T.Fatal(err)
	}
}

// Write makes a user file of lines under the usual header.
func (f *Fixture) Write(name string, lines ...string) string {
	f.T.Helper()
	return f.Put(name, Header+strings.Join(lines, "\n")+"\n")
}

// Put makes a file as old as everything in the tests.
func (f *Fixture) Put(name, content string) string {
	f.T.Helper()
	path := filepath.Join(f.Folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		f.T.Fatal(err)
	}
	if err := os.Chtimes(path, Noon, Noon); err != nil {
		f.T.Fatal(err)
	}
	return path
}

// Apply applies a user file that nothing in is asked about.
func (f *Fixture) Apply(name string, lines ...string) {
	f.T.Helper()
	ctx := context.Background()
	simulation, err := f.App.SimulateFor(ctx, f.Write(name, lines...), data.Options{}, app.Copy{}, nil)
	if err == nil {
		_, err = f.App.Apply(ctx, simulation, app.Consent{}, nil)
	}
	if err != nil {
		f.T.Fatal(err)
	}
}

// User is the stored user with an address.
func (f *Fixture) User(email string) data.User {
	f.T.Helper()
	d, err := f.App.Directory(f.T.Context())
	if err != nil {
		f.T.Fatal(err)
	}
	for _, u := range d.Base.Users {
		if u.Email == email {
			return u
		}
	}
	f.T.Fatalf("nobody is %s", email)
	return data.User{}
}

// Active counts the active users that are stored.
func (f *Fixture) Active() int {
	f.T.Helper()
	d, err := f.App.Directory(context.Background())
	if err != nil {
		f.T.Fatal(err)
	}
	return d.Counts().Active
}

// Press presses the key in whatever has the keys now.
func (f *Fixture) Press(name fyne.KeyName) {
	c := f.Window.Canvas()
	if focused := c.Focused(); focused != nil {
		focused.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	c.OnTypedKey()(&fyne.KeyEvent{Name: name})
}

// Expect fails a test that does not hold, and says what does not.
func Expect(t testing.TB, what string, holds bool) {
	t.Helper()
	if !holds {
		t.Error(what)
	}
}
