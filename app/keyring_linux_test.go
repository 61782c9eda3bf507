package app

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime/quotedprintable"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/emersion/go-smtp"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// TestSystemKeyring runs the tests below within a session of their own, with a
// real Secret Service.
func TestSystemKeyring(t *testing.T) {
	for _, tool := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("HEADCOUNT_REAL_SERVERS") != "" {
				t.Fatal(err)
			}
			t.Skipf("%v: assets/packaging/setup.sh test installs it", err)
		}
	}
	home := t.TempDir()
	cmd := exec.Command("dbus-run-session", "--", "sh", "-c",
		`printf unlock | gnome-keyring-daemon --unlock --components=secrets >/dev/null; sleep 1; exec "$0" -test.v -test.run '^TestWithin'`, os.Args[0])
	cmd.Env = append(os.Environ(), "HEADCOUNT_TEST_KEYRING="+home, "HOME="+home, "XDG_DATA_HOME="+home+"/data", "XDG_CONFIG_HOME="+home+"/config",
		"XDG_CACHE_HOME="+home+"/cache", "XDG_RUNTIME_DIR="+home)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestWithinASession") || !strings.Contains(string(out), "--- PASS: TestWithinNoFile") {
		t.Fatalf("%v\n%s", err, out)
	}
}

// within skips a test that has no session of its own.
func within(t *testing.T) (home string) {
	t.Helper()
	if home = os.Getenv("HEADCOUNT_TEST_KEYRING"); home == "" {
		t.Skip("TestSystemKeyring runs this")
	}
	return home
}

func TestWithinASession(t *testing.T) {
	within(t)
	p := outbox.NewPasswords(nil, "")
	m := data.Mail{From: testAddress, SMTP: data.MailServer{Host: "smtp.x.fr"}, IMAP: data.MailServer{Host: "imap.x.fr"}}
	if password, place, err := p.Find(t.Context(), m); password != "" || place != outbox.PasswordNowhere || err != nil {
		t.Fatalf("before: %q, %v, %v", password, place, err)
	}
	try(t, p.Keep(t.Context(), m, testPassword))
	if password, place, err := outbox.NewPasswords(nil, "").Find(t.Context(), m); password != testPassword || place != outbox.PasswordInKeyring || err != nil {
		t.Fatalf("kept: %q, %v, %v", password, place, err)
	}
	elsewhere := m
	elsewhere.SMTP.Host = "smtp.evil.example"
	if password, _, err := p.Find(t.Context(), elsewhere); password != "" || err != nil {
		t.Fatalf("another server is told %q, %v", password, err)
	}
	try(t, p.Forget(t.Context(), m))
	try(t, p.Forget(t.Context(), m))
	if password, _, err := p.Find(t.Context(), m); password != "" || err != nil {
		t.Fatalf("forgotten: %q, %v", password, err)
	}
}

// TestWithinNoFileHoldsThePassword makes a full run with a password: settings
// saved, letters sent, refused and interrupted, backups, reports and drafts. Then
// every file that was written is searched for it in every dress (SPEC S9.4).
func TestWithinNoFileHoldsThePassword(t *testing.T) {
	home := within(t)
	p, b := newPost(t), newBox(t)
	folder := filepath.Join(home, "organization")
	try(t, os.MkdirAll(folder, 0o700))
	a, err := CreateExample(t.Context(), filepath.Join(folder, "example.headcount"), assets.In("en"), Config{})
	try(t, err)
	defer a.Close()
	try(t, a.SaveMail(t.Context(), data.Mail{Way: data.MailByMailbox, From: testAddress, SMTP: p.at, IMAP: b.at}, Password{Text: testPassword}))
	simulateTo(t, a, "boss@bellerive.example", "en")
	sent, err := a.Outbox.Send(t.Context(), nil)
	try(t, err)
	if sent[0].State != data.LetterSent || sent[0].Filing != data.FilingDone {
		t.Fatalf("sent %+v", sent[0])
	}
	// A server that repeats the password in its refusal.
	p.refuse["login"] = &smtp.SMTPError{Code: 535, Message: "wrong: " + testPassword + " " + base64.StdEncoding.EncodeToString([]byte(testPassword))}
	simulateTo(t, a, "boss@bellerive.example", "fr")
	if sent, err = a.Outbox.Send(t.Context(), nil); err != nil || sent[0].State != data.LetterFailed {
		t.Fatalf("refused %+v, %v", sent, err)
	}
	said := LetterMessage(&sent[0], assets.In("en")).String() + fmt.Sprintf("%+v %#v %v %+v", a.passwords, a.passwords, Password{Text: testPassword}, sent)
	if strings.Contains(said, testPassword) {
		t.Error("the password is shown")
	}
	try(t, a.backup(t.Context()))
	r, err := a.ReportOf(t.Context(), 1, assets.In("en"))
	try(t, err)
	for _, ending := range []string{".xlsx", ".html", ".csv", ".txt", ".json"} {
		try(t, WriteReport(t.Context(), r, filepath.Join(folder, "report"+ending)))
	}
	try(t, a.SaveMail(t.Context(), data.Mail{Way: data.MailByProgram, From: testAddress, SMTP: p.at, IMAP: b.at}, Password{}))
	simulateTo(t, a, "boss@bellerive.example", "en")
	_, err = a.Outbox.Send(t.Context(), nil)
	try(t, err)
	try(t, a.Close())
	files := 0
	try(t, filepath.WalkDir(home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		files++
		for dress, text := range dresses(testPassword) {
			if bytes.Contains(content, text) {
				t.Errorf("%s holds the password as %s", path, dress)
			}
		}
		return err
	}))
	if files < 10 {
		t.Errorf("only %d files were searched", files)
	}
}

// dresses are the ways in which a text can stand in a file.
func dresses(text string) map[string][]byte {
	units := utf16.Encode([]rune(text))
	little, big := make([]byte, 0, 2*len(units)), make([]byte, 0, 2*len(units))
	for _, u := range units {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	var quoted bytes.Buffer
	w := quotedprintable.NewWriter(&quoted)
	w.Write([]byte(text))
	w.Close()
	all := map[string][]byte{
		"itself": []byte(text), "hex": []byte(hex.EncodeToString([]byte(text))), "HEX": []byte(strings.ToUpper(hex.EncodeToString([]byte(text)))),
		"UTF-16LE": little, "UTF-16BE": big, "quoted-printable": quoted.Bytes(),
	}
	// In base64 a text looks different in each of three positions; the letters at
	// both ends are shared with its neighbours.
	for shift := range 3 {
		encoded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + text))
		encoded = strings.TrimRight(encoded, "=")
		all[fmt.Sprint("base64 at ", shift)] = []byte(encoded[2*shift : len(encoded)-2])
	}
	return all
}

// TestNoKeyring: without a session bus there is no keyring, which is said; the
// password can be kept until the program is closed (SPEC S9.4, S10).
func TestNoKeyring(t *testing.T) {
	a := mailing(t, "en", data.Mail{})
	a.keepIn(&ring{absent: true}, "")
	p := newPost(t)
	m := data.Mail{Way: data.MailByMailbox, From: testAddress, SMTP: p.at}
	if err := a.SaveMail(t.Context(), m, Password{Text: testPassword}); !errors.Is(err, outbox.ErrNoKeyring) {
		t.Fatalf("kept without a keyring: %v", err)
	}
	if s, err := a.Settings(t.Context()); err != nil || s.Mail.SMTP.IsSet() {
		t.Errorf("settings %+v were stored by half, %v", s.Mail, err)
	}
	try(t, a.SaveMail(t.Context(), m, Password{Text: testPassword, Briefly: true}))
	simulateTo(t, a, "boss@bellerive.example", "en")
	if sent, err := a.Outbox.Send(t.Context(), nil); err != nil || sent[0].State != data.LetterSent {
		t.Errorf("with a password kept briefly: %+v, %v", sent, err)
	}
	a.keepIn(&ring{absent: true}, "")
	simulateTo(t, a, "boss@bellerive.example", "en")
	sent, err := a.Outbox.Send(t.Context(), nil)
	try(t, err)
	if l := sent[0]; l.State != data.LetterQueued || l.Trouble.Code != outbox.TroubleKeyring || l.NextTry.Sub(l.LastTry) != time.Minute {
		t.Errorf("after the program was closed: %+v", l)
	}
	a.keepIn(&ring{absent: true}, testPassword)
	if sent, err := a.Outbox.Send(t.Context(), nil); err != nil || sent[0].State != data.LetterSent {
		t.Errorf("with a password for one run: %+v, %v", sent, err)
	}
}
