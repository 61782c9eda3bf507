package files

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/godbus/dbus/v5"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
)

var tables = []desk.FileKind{{Words: "Tables", Endings: []string{".xlsx", ".csv"}}}

// dialog opens our own dialog in the folder of the fixture.
func (f *fixture) dialog(save bool, chosen func(string)) *fileDialog {
	f.T.Helper()
	for _, name := range []string{"b.csv", "a.XLSX", "letter.pdf", ".hidden.csv", "~$a.XLSX"} {
		f.Put(name, "x")
	}
	folder := filepath.Join(f.Folder, "Sub folder")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		f.T.Fatal(err)
	}
	if err := os.Chtimes(folder, viewtest.Noon, viewtest.Noon); err != nil {
		f.T.Fatal(err)
	}
	return showFileDialog(f.Desk, desk.FileQuestion{Title: "Which file?", Accept: "Take", Kinds: tables, Folder: f.Folder, Name: "new"}, save, chosen)
}

func TestFileDialogListsFoldersAndWhatFits(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	d := f.dialog(false, nil)
	var names []string
	for _, e := range d.state.entries {
		names = append(names, e.name)
	}
	viewtest.Expect(t, strings.Join(names, " "), slices.Equal(names, []string{"Sub folder", "a.XLSX", "b.csv"}))
	d.where.SetText("/home/camille/Documents")
	viewtest.Golden(t, "filedialog-en", f.Desk)
}

func TestFileDialogTakesAPathTypedOrPasted(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	path := ""
	d := f.dialog(false, func(p string) { path = p })
	test.Type(d.name, "nobody.csv")
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	viewtest.Expect(t, "a file that is not there was taken", path == "" && d.dialog.Shown() && strings.Contains(d.state.wrong, "nobody.csv"))
	d.name.SetText(`"` + filepath.Join(f.Folder, "b.csv") + `"`)
	viewtest.Expect(t, "the complaint stays", d.state.wrong == "")
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	viewtest.Expect(t, "took "+path, path == filepath.Join(f.Folder, "b.csv") && !d.dialog.Shown())
}

func TestFileDialogGoesIntoFoldersAndUp(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	d := f.dialog(false, nil)
	d.openRow(0)
	viewtest.Expect(t, "not in the folder", filepath.Base(d.state.folder) == "Sub folder" && len(d.state.entries) == 0)
	d.goUp()
	viewtest.Expect(t, "not up", d.state.folder == f.Folder)
	test.Type(d.name, "Sub folder")
	d.take()
	viewtest.Expect(t, "a typed folder is not gone into", filepath.Base(d.state.folder) == "Sub folder")
}

func TestAFileDroppedOnTheDialogIsTaken(t *testing.T) {
	f, path := open(t, viewtest.Want{}), ""
	dropped := storage.NewFileURI(f.Write("dropped.csv", viewtest.People()...))
	f.dialog(false, func(p string) { path = p })
	f.drop([]fyne.URI{dropped})
	viewtest.Expect(t, "took "+path, path == dropped.Path() && f.Window.Canvas().Overlays().Top() == nil)
	save := f.dialog(true, func(p string) { path = p })
	f.drop([]fyne.URI{dropped})
	viewtest.Expect(t, "a place to save is not only proposed", save.dialog.Shown() && save.name.Text == dropped.Path())
	f.Press(fyne.KeyEscape)
	viewtest.Expect(t, "it takes what is dropped when it is closed", f.TakeDrop == nil)
}

func TestFileDialogEscapeClosesIt(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	d := f.dialog(false, func(string) { t.Error("chosen") })
	f.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	viewtest.Expect(t, "still there", !d.dialog.Shown())
}

func TestFileDialogAsksBeforeReplacing(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	path := ""
	d := f.dialog(true, func(p string) { path = p })
	d.name.SetText("b.csv")
	d.take()
	viewtest.Expect(t, "replaced at once", path == "" && d.accept.Text == f.Words.T("button.replace"))
	d.name.SetText("c")
	viewtest.Expect(t, "still about b", d.accept.Text == "Take")
	d.take()
	viewtest.Expect(t, "took "+path, path == filepath.Join(f.Folder, "c.xlsx"))
}

func TestFileDialogSaysThatAFolderIsMissing(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	d := f.dialog(true, func(string) { t.Error("chosen") })
	d.name.SetText(filepath.Join("nowhere", "c.csv"))
	d.take()
	viewtest.Expect(t, d.state.wrong, strings.Contains(d.state.wrong, "nowhere"))
}

func TestTypedPaths(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for typed, path := range map[string]string{
		" a.csv ": "/data/a.csv", "/b/../c.csv": "/c.csv", "file:///d.csv": "/d.csv", "'e f.csv'": "/data/e f.csv",
		"~/g.csv": filepath.Join(home, "g.csv"), "": "", "a+b%20.csv": "/data/a+b%20.csv",
		"file:///e%20%C3%A9+f.csv": "/e é+f.csv", "FILE:///100%.csv": "/100%.csv", "file:///C:/Users/%C3%A9.csv": "/data/C:/Users/é.csv",
	} {
		viewtest.Expect(t, typed+" is "+typedPath("/data", typed), typedPath("/data", typed) == path)
	}
}

func TestEndingsAreAddedOnlyWhereTheyLack(t *testing.T) {
	for name, full := range map[string]string{"a": "a.xlsx", "a.csv": "a.csv", "a.CSV": "a.CSV", "a.b": "a.b.xlsx"} {
		viewtest.Expect(t, name, desk.WithEnding(name, tables) == full)
	}
}

// chooser is a bus with a desktop portal on it, at the other end of a pipe.
type chooser struct {
	uris    []string
	status  uint32
	options map[string]dbus.Variant
	method  string
}

// withPortal is a portal that this chooser answers.
func withPortal(t *testing.T, c *chooser) *portal {
	t.Helper()
	here, there := net.Pipe()
	served := make(chan struct{})
	go func() {
		defer close(served)
		c.serve(there)
	}()
	t.Cleanup(func() {
		there.Close()
		<-served
	})
	return &portal{connect: func() (*dbus.Conn, error) {
		conn, err := dbus.NewConn(here)
		if err == nil {
			err = greet(conn)
		}
		return conn, err
	}}
}

// serve lets somebody in and answers their calls until the pipe is closed.
func (c *chooser) serve(pipe net.Conn) {
	in := bufio.NewReader(pipe)
	for {
		line, err := in.ReadString('\n')
		if err != nil || strings.HasPrefix(line, "BEGIN") {
			break
		}
		answer := "ERROR"
		switch {
		case strings.HasPrefix(strings.TrimLeft(line, "\x00"), "AUTH EXTERNAL"):
			answer = "OK 0123456789abcdef0123456789abcdef"
		case strings.HasPrefix(strings.TrimLeft(line, "\x00"), "AUTH"):
			answer = "REJECTED EXTERNAL"
		}
		fmt.Fprintf(pipe, "%s\r\n", answer)
	}
	for {
		call, err := dbus.DecodeMessage(in)
		if err != nil {
			return
		}
		for _, m := range c.answers(call) {
			if m.EncodeTo(pipe, binary.LittleEndian) != nil {
				return
			}
		}
	}
}

// answers are what the bus sends for a call: the answer comes before the reply, and
// what else goes over the bus is not to be taken for it.
func (c *chooser) answers(call *dbus.Message) []*dbus.Message {
	method, _ := call.Headers[dbus.FieldMember].Value().(string)
	if call.Type != dbus.TypeMethodCall {
		return nil
	}
	if method == "Hello" {
		return []*dbus.Message{reply(call, ":1.7")}
	}
	c.method = method
	c.options, _ = call.Body[2].(map[string]dbus.Variant)
	results := map[string]dbus.Variant{}
	if c.uris != nil {
		results["uris"] = dbus.MakeVariant(c.uris)
	}
	wrong := map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///wrong"})}
	return []*dbus.Message{
		signal(portalPath, "org.freedesktop.portal.Settings", "SettingChanged", "a", "b"),
		signal(portalPath+"/request/2", "org.freedesktop.portal.Request", "Response", uint32(0), wrong),
		signal(portalPath+"/request/1", "org.freedesktop.portal.Request", "Response", c.status, results),
		reply(call, portalPath+"/request/1"),
	}
}

func reply(call *dbus.Message, body any) *dbus.Message {
	return &dbus.Message{
		Type: dbus.TypeMethodReply,
		Headers: map[dbus.HeaderField]dbus.Variant{
			dbus.FieldReplySerial: dbus.MakeVariant(call.Serial()),
			dbus.FieldSender:      dbus.MakeVariant("org.freedesktop.DBus"),
			dbus.FieldSignature:   dbus.MakeVariant(dbus.SignatureOf(body)),
		},
		Body: []any{body},
	}
}

func signal(path dbus.ObjectPath, of, name string, body ...any) *dbus.Message {
	return &dbus.Message{
		Type: dbus.TypeSignal,
		Headers: map[dbus.HeaderField]dbus.Variant{
			dbus.FieldPath:      dbus.MakeVariant(path),
			dbus.FieldInterface: dbus.MakeVariant(of),
			dbus.FieldMember:    dbus.MakeVariant(name),
			dbus.FieldSender:    dbus.MakeVariant(":1.3"),
			dbus.FieldSignature: dbus.MakeVariant(dbus.SignatureOf(body...)),
		},
		Body: body,
	}
}

func TestPortalAnswers(t *testing.T) {
	for _, c := range []struct {
		name string
		chooser
		path string
	}{
		{"a file", chooser{uris: []string{"file:///home/zo%C3%AB/a+b%20c.csv"}}, "/home/zoë/a+b c.csv"},
		{"cancelled", chooser{status: 1}, ""},
		{"ended", chooser{status: 2}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, err := withPortal(t, &c.chooser).ask(t.Context(), "", desk.FileQuestion{Kinds: tables, Folder: "/data"}, false)
			viewtest.Expect(t, "it is "+path, err == nil && path == c.path)
			viewtest.Expect(t, c.method, c.method == "OpenFile")
			viewtest.Expect(t, "the folder is not said", string(c.options["current_folder"].Value().([]byte)) == "/data\x00")
		})
	}
}

func TestPortalProposesAName(t *testing.T) {
	c := &chooser{uris: []string{"file:///data/x.csv"}}
	if _, err := withPortal(t, c).ask(t.Context(), "", desk.FileQuestion{Name: "x.csv"}, true); err != nil {
		t.Fatal(err)
	}
	viewtest.Expect(t, "no name", c.method == "SaveFile" && c.options["current_name"].Value() == "x.csv")
}

func TestWithoutAPortalOurOwnDialogAsks(t *testing.T) {
	f := open(t, viewtest.Want{Empty: true})
	files := &systemFiles{desk: f.Desk, portal: &portal{connect: func() (*dbus.Conn, error) { return nil, errors.New("no bus") }}}
	files.Open(desk.FileQuestion{Title: "Which?", Accept: "Open", Sort: "users", Folder: f.Folder}, func(string) {})
	viewtest.Expect(t, "nobody asks", f.Window.Canvas().Overlays().Top() != nil)
	viewtest.Expect(t, "it is tried again", files.portal == nil)
}

func TestPortalCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := withPortal(t, &chooser{}).ask(ctx, "", desk.FileQuestion{}, false)
	viewtest.Expect(t, "it goes on", errors.Is(err, context.Canceled))
}
