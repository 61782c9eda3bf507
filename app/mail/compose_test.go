package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 20, 12, 30, 0, 0, time.FixedZone("CET", 3600))

func example() Message {
	return Message{
		From: "anna@example.org", FromName: "Büro Süd", To: "bob@example.org",
		Subject: "[Simulation] Büro Süd : 14 désactivés", Text: "Bonjour\n.\nRapport", HTML: "<p>Bonjour</p>",
		Attachments: []Attachment{{Name: "Rapport d’été.xlsx", Content: []byte("PK\x03\x04 workbook")}},
		At:          noon,
	}
}

// part is a leaf of a parsed letter.
type part struct {
	kind, name string
	content    []byte
}

// parse reads a letter with the standard library, which did not write it.
func parse(t *testing.T, raw []byte) (*mail.Message, []part) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in %q", err, raw)
	}
	var parts []part
	var walk func(kind, encoding, disposition string, r io.Reader)
	walk = func(kind, encoding, disposition string, r io.Reader) {
		media, params, err := mime.ParseMediaType(kind)
		if err != nil {
			t.Fatalf("%v in %q", err, kind)
		}
		if strings.HasPrefix(media, "multipart/") {
			for reader := multipart.NewReader(r, params["boundary"]); ; {
				p, err := reader.NextRawPart()
				if err == io.EOF {
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				walk(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Disposition"), p)
			}
		}
		switch encoding {
		case "base64":
			r = base64.NewDecoder(base64.StdEncoding, r)
		case "quoted-printable":
			r = quotedprintable.NewReader(r)
		default:
			t.Errorf("encoding %q", encoding)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, params, err = mime.ParseMediaType(disposition)
		if disposition != "" && err != nil {
			t.Fatalf("%v in %q", err, disposition)
		}
		parts = append(parts, part{media, params["filename"], content})
	}
	walk(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), "", m.Body)
	return m, parts
}

// TestCompose: the letter holds what was given, for a parser that did not write it.
func TestCompose(t *testing.T) {
	raw, id, err := Compose(example())
	if err != nil {
		t.Fatal(err)
	}
	m, parts := parse(t, raw)
	decoder := new(mime.WordDecoder)
	subject, err := decoder.DecodeHeader(m.Header.Get("Subject"))
	from, err2 := m.Header.AddressList("From")
	at, err3 := m.Header.Date()
	if err != nil || err2 != nil || err3 != nil {
		t.Fatal(err, err2, err3)
	}
	if subject != "[Simulation] Büro Süd : 14 désactivés" || from[0].Name != "Büro Süd" || from[0].Address != "anna@example.org" ||
		m.Header.Get("To") != "<bob@example.org>" || !at.Equal(noon) || m.Header.Get("Message-Id") != id || !strings.HasSuffix(id, "@example.org>") {
		t.Errorf("got %q, %v, %q, %v", subject, from, m.Header.Get("To"), at)
	}
	want := []part{
		{"text/plain", "", []byte("Bonjour\r\n.\r\nRapport")},
		{"text/html", "", []byte("<p>Bonjour</p>")},
		{XLSX, "Rapport d’été.xlsx", []byte("PK\x03\x04 workbook")},
	}
	if got := fmt.Sprint(parts); got != fmt.Sprint(want) {
		t.Errorf("got %s", got)
	}
	checkLines(t, raw)
}

// checkLines: CRLF everywhere, nothing beyond ASCII, no long line (RFC 5322).
func checkLines(t *testing.T, raw []byte) {
	t.Helper()
	for _, line := range bytes.SplitAfter(raw, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		if !bytes.HasSuffix(line, []byte("\r\n")) || len(line) > 1000 || bytes.ContainsFunc(line, func(r rune) bool { return r > '~' || r == 0 }) ||
			bytes.ContainsRune(line[:len(line)-2], '\r') {
			t.Fatalf("line %q", line)
		}
	}
}

// TestDraftCompose: a draft says so to mail programs, and needs no sender.
func TestDraftCompose(t *testing.T) {
	m := example()
	m.From, m.Draft = "", true
	raw, _, err := Compose(m)
	if err != nil {
		t.Fatal(err)
	}
	parsed, _ := parse(t, raw)
	if parsed.Header.Get("X-Unsent") != "1" || parsed.Header.Get("From") != "" {
		t.Errorf("headers %v", parsed.Header)
	}
	path, err := WriteDraft(t.TempDir(), "Rapport : été/2026.eml", raw)
	if err != nil || filepath.Base(path) != "Rapport _ été_2026.eml" {
		t.Errorf("%q %v", path, err)
	}
}

// TestComposeRefuses: what cannot be sent is said before anything is queued.
func TestComposeRefuses(t *testing.T) {
	large := example()
	large.Attachments[0].Content = make([]byte, MaxLetter)
	var size *SizeError
	if _, _, err := Compose(large); !errors.As(err, &size) {
		t.Errorf("large: %v", err)
	}
	for _, change := range []func(*Message){func(m *Message) { m.To = "bob" }, func(m *Message) { m.From = "" }} {
		m := example()
		change(&m)
		var address *AddressError
		if _, _, err := Compose(m); !errors.As(err, &address) {
			t.Errorf("%+v: %v", m, err)
		}
	}
}

// payloads try to end a header, to begin another, or to be decoded into that.
func payloads() []string {
	var all []string
	for _, end := range []string{"\r\n", "\n", "\r", "\x00", "\u2028", "\u2029", "\u0085", "\v", "\f", "%0d%0a", "_x000D__x000A_", "\r\n\r\n", "\n.\n", "\r\n ", "\\r\\n"} {
		for _, attack := range []string{"Bcc: evil@example.net", "Content-Type: text/html", "X-Evil: 1"} {
			all = append(all, "harmless"+end+attack)
		}
	}
	for _, word := range []string{"=?utf-8?q?a=0d=0aBcc:_evil@example.net?=", "=?utf-8?b?YQ0KQmNjOiBldmls?=", "=?us-ascii?q?=00?=", "=?utf-8?Q?=22=3E_evil?="} {
		all = append(all, word, "before "+word+" after", `"`+word+`"`)
	}
	return append(all, `a" <evil@example.net>`, "a, evil@example.net", "a; b=c", strings.Repeat("long ", 400)+"\r\nX-Evil: 1", strings.Repeat("é", 2000), "../../etc/passwd", `..\..\evil.exe`, "C:\\evil", "CON", "a\u202egnp.exe")
}

// TestHeaderInjection: whatever stands wherever, the letter has its headers and
// its recipient and no others (FAULTS 2.6).
func TestHeaderInjection(t *testing.T) {
	raw, _, err := Compose(example())
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := parse(t, raw)
	headers := slices.Sorted(maps.Keys(plain.Header))
	places := map[string]func(*Message, string){
		"name":       func(m *Message, s string) { m.FromName = s },
		"subject":    func(m *Message, s string) { m.Subject = s },
		"attachment": func(m *Message, s string) { m.Attachments[0].Name = s },
		"type":       func(m *Message, s string) { m.Attachments[0].Type = s },
		"id":         func(m *Message, s string) { m.MessageID = "<" + s + "@example.org>" },
		"to":         func(m *Message, s string) { m.To = s + "@example.org" },
		"from":       func(m *Message, s string) { m.From = s + "@example.org" },
		"text":       func(m *Message, s string) { m.Text, m.HTML = s, s },
	}
	if len(payloads()) < 60 {
		t.Fatalf("%d payloads", len(payloads()))
	}
	for place, put := range places {
		for _, payload := range payloads() {
			m := example()
			put(&m, payload)
			raw, id, err := Compose(m)
			if err != nil {
				var refused *AddressError
				if !errors.As(err, &refused) || place != "to" && place != "from" {
					t.Errorf("%s %q: %v", place, payload, err)
				}
				continue
			}
			checkLines(t, raw)
			parsed, parts := parse(t, raw)
			if got := slices.Sorted(maps.Keys(parsed.Header)); !slices.Equal(got, headers) {
				t.Errorf("%s %q: headers %v", place, payload, got)
			}
			checkDecoded(t, parsed, place+" "+payload)
			if len(parts) != 3 || !validMessageID(id) {
				t.Errorf("%s %q: %d parts, ID %q", place, payload, len(parts), id)
			}
			if name := parts[2].name; strings.ContainsAny(name, "/\\:\x00\r\n") || strings.HasPrefix(name, ".") || len([]rune(name)) > 120 || reserved[strings.ToUpper(name)] {
				t.Errorf("%s %q: attachment %q", place, payload, name)
			}
		}
	}
}

// checkDecoded decodes the headers as a mail program does, twice as a careless
// one does, and looks for line ends and strange addresses.
func checkDecoded(t *testing.T, m *mail.Message, what string) {
	t.Helper()
	decoder := new(mime.WordDecoder)
	for name := range m.Header {
		text := m.Header.Get(name)
		for range 2 {
			decoded, err := decoder.DecodeHeader(text)
			if err != nil {
				t.Errorf("%s: %s: %v", what, name, err)
				return
			}
			if strings.ContainsAny(decoded, "\r\n\x00\u2028\u2029") {
				t.Errorf("%s: %s decodes to %q", what, name, decoded)
			}
			text = decoded
		}
	}
	for _, name := range []string{"From", "To"} {
		list, err := m.Header.AddressList(name)
		if err != nil || len(list) != 1 || !strings.HasSuffix(list[0].Address, "@example.org") {
			t.Errorf("%s: %s is %v (%v)", what, name, list, err)
		}
	}
}

// TestAttachmentName: whoever saves it gets a file in the folder they chose.
func TestAttachmentName(t *testing.T) {
	long := strings.Repeat("é", 300)
	for name, want := range map[string]string{
		"Rapport d’été.xlsx":    "Rapport d’été.xlsx",
		"../../etc/passwd":      "_.._etc_passwd",
		`..\..\evil.exe`:        "_.._evil.exe",
		"C:\\evil.xlsx":         "C__evil.xlsx",
		"a\x00b.xlsx":           "a b.xlsx",
		"a\r\nBcc: b.xlsx":      "a Bcc_ b.xlsx",
		"CON":                   "_CON",
		"con.xlsx":              "_con.xlsx",
		"lpt1.tar.gz":           "_lpt1.tar.gz",
		"console.xlsx":          "console.xlsx",
		"invoice\u202excel.exe": "invoicexcel.exe",
		"report. . .":           "report",
		".hidden":               "hidden",
		"":                      "report",
		"...":                   "report",
		long + ".xlsx":          strings.Repeat("é", maxName-1) + "….xlsx",
	} {
		if got := AttachmentName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
