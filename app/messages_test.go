package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

var update = flag.Bool("update", false, "write what the tests see into testdata")

// fileArgs are arguments such as the readers give them.
var fileArgs = map[string][]string{
	data.FileNoHeader:      {"headers", "colour\nsize"},
	data.FileNoKeyColumn:   {"headers", "First name\nMial", "nearest", "Mial"},
	data.FileSheetTie:      {"sheets", "Paris\nLyon"},
	data.FileNoSheet:       {"sheet", "Nice", "sheets", "Paris\nLyon"},
	data.FileNoRoleColumn:  {"headers", "Level\nName"},
	data.FileOfUsers:       {"header", "Email"},
	data.FileOfRoles:       {"file", "roles.xlsx"},
	data.FileHiddenSheet:   {"sheet", "Staff"},
	data.FileHeaderRows:    {"rows", "1\n4", "first", "1", "headers", "Email\nPhone"},
	data.FileAboveHeader:   {"row", "2", "header", "4"},
	data.FileNoSuchRow:     {"row", "9"},
	data.FileEncoding:      {"name", "klingon", "names", "UTF-8\nGBK"},
	data.FileColumnTwice:   {"field", "email", "headers", "Email\nMail", "columns", "A\nC", "last", "C", "nearest", ""},
	data.FileNameOrder:     {"header", "Name", "sample", "Jean Martin", "first_last", "Martin, Jean", "last_first", "Jean, Martin"},
	data.FileNameColumn:    {"header", "Nom", "sample", "Martin"},
	data.FileMap:           {"header", "Nope", "headers", "Email\nMail"},
	data.FileMergedHeader:  {"range", "A1:B1"},
	data.FileSwallowed:     {"from", "3", "to", "7"},
	data.FileDamaged:       {"part", "xl/worksheets/sheet1.xml"},
	data.FileVanished:      {"path", "/home/a/users.xlsx"},
	data.FileNoRight:       {"path", "/home/a/users.xlsx"},
	data.FileMacros:        nil,
	data.FileInUse:         {"path", "/home/a/users.xlsx"},
	data.FileExists:        {"path", "/home/a/users.xlsx"},
	data.FileBackupDamaged: {"path", "/home/a/2026-11-20 14.26.00.000.headcount"},
	data.FileForeign:       {"path", "/home/a/2026-11-20 14.26.00.000.headcount"},
	data.FileIsFolder:      {"path", "/home/a/users"},
	data.FileDiskFull:      {"path", "/home/a/users.xlsx"},
	data.FileUnreadable:    {"path", "/home/a/users.xlsx"},
	data.FileNotAddresses:  {"header", "Phone", "sample", "12 34"},
}

// explained is every error that a person can meet, with the name under which
// the golden shows it.
func explained(t *testing.T) (names []string, errs []error) {
	add := func(name string, err error) {
		names, errs = append(names, name), append(errs, err)
	}
	for _, code := range fileCodes(t) {
		add(code, data.Refuse(code, errors.New("technical"), fileArgs[code]...))
	}
	add(data.FileDamaged+" row", data.Refuse(data.FileDamaged, nil, "part", "xl/worksheets/sheet1.xml", "row", "12"))
	add(data.FileDamaged+" nowhere", data.Refuse(data.FileDamaged, nil, "part", ""))
	add(data.FileDamaged+" text", data.Refuse(data.FileDamaged, nil, "part", "text", "line", "3"))
	add(data.FileTooLarge+" text", data.Refuse(data.FileTooLarge, nil, "part", "text", "line", "3"))
	add(data.FileNoHeader+" near", data.Refuse(data.FileNoHeader, nil, "headers", "mial\nnom", "nearest", "mial"))
	add(data.FileAmbiguousText+" found", data.Refuse(data.FileAmbiguousText, nil,
		"headers", "Yıldız\nYýldýz", "names", "windows-1254\nwindows-1252", "first", "windows-1254"))
	add(data.FileColumnTwice+" near", data.Refuse(data.FileColumnTwice, nil,
		"field", "role_ids", "headers", "Role ID (current)\nRole ID (new)", "columns", "B\nC", "last", "C", "nearest", "role_ids"))
	add(data.FileNoHeader+" plain", data.Refuse(data.FileNoHeader, nil))
	add(data.FileNoKeyColumn+" plain", data.Refuse(data.FileNoKeyColumn, nil, "headers", "a\nb", "nearest", ""))
	for _, err := range []error{
		context.Canceled, context.DeadlineExceeded, data.ErrUnknownOutcome, data.ErrStale, data.ErrTaken, data.ErrNotFound, data.ErrReadOnly, data.ErrNewer,
		data.ErrLocked, data.ErrNotOrganization, data.ErrDamaged, data.ErrInUse, ErrNotConfirmed, ErrChangedSince, outbox.ErrNoKeyring, fs.ErrExist,
	} {
		add(err.Error(), fmt.Errorf("wrapped: %w", err))
	}
	for _, err := range []error{syscall.ENOSPC, fs.ErrPermission, fs.ErrNotExist} {
		add(err.Error(), fmt.Errorf("wrapped: %w", err))
	}
	add("damaged past", &PastDamagedError{store.Damage(store.UploadPart, "3")})
	add("damaged past somewhere", &PastDamagedError{data.ErrDamaged})
	add("permission of a file", fmt.Errorf("x: %w", &fs.PathError{Op: "open", Path: "/home/a/b.csv", Err: syscall.EACCES}))
	moved := func(name string, origin data.Origin, upload int64) data.Recorded {
		key := data.UserKey(len(name))
		return data.Recorded{Change: data.Change{After: data.User{Key: key, FirstName: name}}, Origin: origin, Upload: upload, Account: "kim"}
	}
	add("stale", &StaleError{Moved: []data.Recorded{moved("Anna", data.ByUpload, 14), moved("Bo", data.ByHand, 0), moved("Cecil", data.ByUndo, 13)}})
	add("stale, one", &StaleError{Moved: []data.Recorded{moved("Anna", data.ByHand, 0)}})
	add("stale, nobody", &StaleError{})
	made := []store.Record{{Origin: data.ByHand, Account: "kim"}, {Origin: data.ByUpload, Upload: 14}, {Origin: data.ByHand, Account: "kim"}}
	add("stale, roles", &StaleError{Revisions: made})
	add("stale, restored", &StaleError{Revisions: []store.Record{{Origin: data.ByRestore}}})
	add("overtaken", &StaleError{ByHand: true, Moved: []data.Recorded{moved("Anna", data.ByUpload, 14)}, Revisions: made})
	add("overtaken, two", &StaleError{ByHand: true, Moved: []data.Recorded{moved("Anna", data.ByHand, 0), moved("Bo", data.ByHand, 0)}})
	add("overtaken, role", &StaleError{ByHand: true, Rested: []string{"Head office"}, Revisions: made[:1]})
	add("overtaken, roles", &StaleError{ByHand: true, Rested: []string{"Head office", "Manager"}, Revisions: made[:1]})
	add("overtaken, settings", &StaleError{ByHand: true, Revisions: made[:1]})
	add("overtaken, nobody", &StaleError{ByHand: true})
	add("applied", &StaleError{Applied: 9})
	add("problems", &RefusedError{Problems: 5, Guards: []plan.Guard{{}}})
	add("one problem", &RefusedError{Problems: 1})
	add("impossible", &RefusedError{Guards: []plan.Guard{{Impossible: true}}})
	add("guards", &RefusedError{Guards: []plan.Guard{{}, {}}})
	add("loosened", &data.LoosenedError{Name: "guards.mass_update.more", Limit: 5})
	add("loosened, low", &data.LoosenedError{Name: "guards.short_file.percent", Limit: 80})
	add("undo of a simulation", &UndoError{data.Upload{ID: 12, Mode: data.Simulated}})
	add("nothing since", &UndoSinceError{Day: time.Date(2026, 11, 20, 0, 0, 0, 0, time.Local)})
	add("roles since", &UndoSinceError{Day: time.Date(2026, 11, 20, 0, 0, 0, 0, time.Local), Hierarchy: 7, Order: []int64{9, 7, 4}})
	add("undone already", &UndoError{data.Upload{ID: 12, Mode: data.Applied, UndoneBy: 14}})
	add("other file", &OtherFileError{Path: "/home/a/users.xlsx"})
	add("report format", &ReportFormatError{Path: "/home/a/report.doc"})
	add("leave out", &plan.UsageError{Code: plan.UsageLeaveOut, Args: []string{"email", "a@x.fr"}})
	add("skip row", &plan.UsageError{Code: plan.UsageSkipRow, Args: []string{"row", "9"}})
	add("pair", &plan.UsageError{Code: plan.UsagePair, Args: []string{"old", "a@x.fr", "new", "b@x.fr"}})
	add("invalid user", &InvalidUserError{Issues: []plan.Issue{{Code: "email.missing", Level: plan.Blocking, Field: data.Email}}})
	add("no address", &mail.AddressError{Reason: mail.AddressNoAt})
	add("setting, address", &MailSettingError{Name: "mail.from", Reason: "address"})
	add("setting, host", &MailSettingError{Name: "mail.smtp.host", Reason: "host"})
	add("setting, port", &MailSettingError{Name: "mail.imap.port", Reason: "port"})
	add("setting, loopback", &MailSettingError{Name: "mail.smtp.security", Reason: "loopback"})
	add("setting, servers", &MailSettingError{Name: "mail.imap.host", Reason: "servers"})
	add("role left out", &plan.UsageError{Code: plan.UsageLeaveOutRole, Args: []string{"role", "shop-1"}})
	add("invalid role", &InvalidRoleError{Issues: []plan.Issue{{Code: "role_name.missing", Level: plan.Blocking, Field: data.RoleName}}})
	add("guards of roles", &RefusedError{Guards: []plan.Guard{{}}, Hierarchy: true})
	add("unforeseen", errors.New("disk I/O error (10)"))
	return names, errs
}

// ToldErrors are those of explained, and those that stand in no golden, for tests that
// look at all packages.
func ToldErrors(t *testing.T) []error {
	_, errs := explained(t)
	return append(errs, &data.DoneError{Code: data.DoneUnsynced}, &data.DamagedError{Part: store.UploadPart, Key: "3"}, &ContentsGoneError{})
}

// fileCodes reads the codes of data.FileError from the source, so that a new
// one without a sentence fails here.
func fileCodes(t *testing.T) []string {
	file, err := parser.ParseFile(token.NewFileSet(), "../data/errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && strings.HasPrefix(spec.Names[0].Name, "File") && len(spec.Values) == 1 {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return true
	})
	if len(codes) < 25 {
		t.Fatalf("only %d codes found", len(codes))
	}
	return codes
}

// TestMessages shows every message of SPEC S10 in both languages; the golden is
// there to be read.
func TestMessages(t *testing.T) {
	names, errs := explained(t)
	var shown strings.Builder
	for i, err := range errs {
		fmt.Fprintf(&shown, "%s [%s]\n", names[i], Code(err))
		for _, lang := range []string{"en", "fr"} {
			m := Explain(err, assets.In(lang))
			fmt.Fprintf(&shown, "  %s\n", m)
			checkMessage(t, names[i], lang, m)
		}
	}
	golden(t, "testdata/messages.txt", shown.String())
}

// tight finds French punctuation that is not set off by a narrow no-break
// space. Times and addresses have no space to be set off.
var tight = regexp.MustCompile(` [;:!?»]|« |[^\x{202f}\x{00a0}][;!?»]`)

func checkMessage(t *testing.T, name, lang string, m Message) {
	t.Helper()
	text := m.String()
	if m.Sentence == "" || !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
		t.Errorf("%s, %s: not a sentence: %q", name, lang, text)
	}
	for _, bad := range []string{"<no value>", "{{", "error.", "  ", "!"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s, %s: %q in %q", name, lang, bad, text)
		}
	}
	if lang == "fr" && tight.MatchString(text) {
		t.Errorf("%s: spaces of punctuation in %q", name, text)
	}
	if lang == "fr" && text == Explain(errors.New("x"), assets.In("fr")).String() && name != "unforeseen" {
		t.Errorf("%s has no sentence of its own", name)
	}
}

// TestMessagesDiffer: every sentence is in both languages.
func TestMessagesDiffer(t *testing.T) {
	names, errs := explained(t)
	for i, err := range errs {
		if en, fr := Explain(err, assets.In("en")), Explain(err, assets.In("fr")); en.Sentence == fr.Sentence {
			t.Errorf("%s: %q in both languages", names[i], en.Sentence)
		}
	}
}

// TestDetails: the technical reason is kept for the details and never leads.
func TestDetails(t *testing.T) {
	m := Explain(fmt.Errorf("commit: %w", errors.New("disk I/O error (10)")), assets.In("en"))
	if m.Details != "commit: disk I/O error (10)" || strings.Contains(m.String(), "I/O") {
		t.Errorf("got %q with the details %q", m, m.Details)
	}
	if m := Explain(nil, assets.In("en")); m != (Message{}) {
		t.Errorf("no error has the message %q", m)
	}
	if got := Code(context.Canceled); got != CodeCancelled {
		t.Errorf("got %q", got)
	}
}

// golden compares with a file in testdata, or writes it with -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s", path, got)
	}
}

// TestLetterMessages shows what is said of letters in every state and with
// every trouble, in both languages (SPEC S10, S11.4).
func TestLetterMessages(t *testing.T) {
	letter := func(state data.LetterState, filing data.Filing, trouble data.Trouble) data.Letter {
		return data.Letter{
			From: "me@x.fr", To: "boss@x.fr", Way: data.MailByMailbox, State: state, Filing: filing, Trouble: trouble, Path: "/home/a/x letters/draft.eml",
		}
	}
	var letters []data.Letter
	for state := data.LetterQueued; state <= data.LetterOpened; state++ {
		letters = append(letters, letter(state, data.FilingNone, data.Trouble{}))
	}
	unfiled := letter(data.LetterSent, data.FilingFailed, data.Trouble{Code: string(mail.NoFolder), Server: "imap.x.fr:993", Step: string(mail.StepFolder), Words: "no room"})
	drafted := letter(data.LetterSent, data.FilingNone, data.Trouble{})
	drafted.Way = data.MailByDraft
	letters = append(letters, unfiled, drafted)
	for _, code := range []string{outbox.TroubleKeyring, outbox.TroubleInterrupted, outbox.TroubleCopied, outbox.TroubleErased} {
		letters = append(letters, letter(data.LetterUnknown, data.FilingNone, data.Trouble{Code: code}))
	}
	for reason, step := range map[mail.Reason]mail.Step{
		mail.Unreachable: mail.StepConnect, mail.LoginRefused: mail.StepLogin, mail.LoginEnded: mail.StepLogin, mail.RecipientRefused: mail.StepRecipient,
		mail.CertificateUntrusty: mail.StepCertificate, mail.TooLarge: mail.StepSender, mail.NoPassword: mail.StepLogin, mail.NoNetwork: mail.StepLookup,
	} {
		letters = append(letters, letter(data.LetterFailed, data.FilingNone, data.Trouble{Code: string(reason), Server: "smtp.x.fr:465", Step: string(step), Words: "5.7.1 no"}))
	}
	letters = append(letters, letter(data.LetterUnknown, data.FilingDue, data.Trouble{Code: string(mail.Dropped), Server: "smtp.x.fr:465", Step: string(mail.StepHandOver)}))
	var shown []string
	for i := range letters {
		l := &letters[i]
		text := l.State.String() + " " + l.Filing.String() + " " + l.Trouble.Code
		for _, language := range []string{"en", "fr"} {
			m := LetterMessage(l, assets.In(language))
			text += "\n  " + m.Sentence
			if m.WayOut != "" {
				text += "\n    " + m.WayOut
			}
		}
		shown = append(shown, text+"\n")
	}
	slices.Sort(shown)
	golden(t, "testdata/letters.txt", strings.Join(shown, ""))
}
