package mail

import (
	"bufio"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"headcount.app/headcount/data"
)

// realServers are Dovecot and an SMTP server, started by
// assets/e2e/mailserver.py on loopback.
type realServers struct {
	Server, CA, Password   string
	Limit                  int
	Quota                  bool
	IMAP, IMAPS            int
	SMTP, SMTPS            int
	SCRAM, CRAM            int // of Postfix only: one way to log in each
	pool                   *x509.CertPool
	sender, recipient, few string
}

// startReal starts the servers, or skips the test where they are not installed.
// Under make test, which installs them, their absence is a failure.
func startReal(t *testing.T, kind string) *realServers {
	t.Helper()
	python := "python3"
	for _, try := range []string{"../../build/mailserver/bin/python3", "/usr/bin/python3"} {
		if exec.Command(try, "-c", "import aiosmtpd").Run() == nil {
			python = try
			break
		}
	}
	server := exec.Command(python, "../../assets/e2e/mailserver.py", kind)
	input, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	server.Stderr = &complaints
	if err := server.Start(); err != nil {
		absent(t, err.Error())
	}
	r := &realServers{sender: "anna@example.org", recipient: "bob@example.org", few: "full@example.org"}
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, r) != nil {
		input.Close()
		server.Wait()
		if server.ProcessState.ExitCode() == 3 {
			absent(t, complaints.String())
		}
		t.Fatalf("no servers: %s", complaints.String())
	}
	t.Cleanup(func() {
		input.Close()
		server.Wait()
	})
	pem, err := os.ReadFile(r.CA)
	if err != nil {
		t.Fatal(err)
	}
	r.pool = x509.NewCertPool()
	r.pool.AppendCertsFromPEM(pem)
	return r
}

func absent(t *testing.T, why string) {
	t.Helper()
	why = strings.TrimSpace(why)
	if os.Getenv("HEADCOUNT_REAL_SERVERS") == "1" {
		t.Fatalf("real mail servers are wanted: %s", why)
	}
	t.Skipf("%s; make test installs it", why)
}

func (r *realServers) account(way data.MailWay, security data.MailSecurity, user string) Account {
	a := Account{Mail: data.Mail{Way: way, From: user}, Password: r.Password, roots: r.pool}
	a.IMAP = data.MailServer{Host: "localhost", Port: r.IMAP, Security: security}
	a.SMTP = data.MailServer{Host: "localhost", Port: r.SMTP, Security: security}
	if security == data.MailTLS {
		a.IMAP.Port, a.SMTP.Port = r.IMAPS, r.SMTPS
	}
	return a
}

// kinds are the SMTP servers to be tried: one that runs everywhere, and Postfix
// where there is root.
func kinds() []string {
	if os.Getuid() == 0 {
		return []string{"aiosmtpd", "postfix"}
	}
	return []string{"aiosmtpd"}
}

// TestRealServers takes a letter the whole way: tested, sent, received, filed
// once, put into drafts, over both kinds of private line (SPEC S11.2, S11.3).
func TestRealServers(t *testing.T) {
	for _, kind := range kinds() {
		t.Run(kind, func(t *testing.T) {
			r := startReal(t, kind)
			for _, security := range []data.MailSecurity{data.MailTLS, data.MailStartTLS} {
				t.Run(string(security), func(t *testing.T) { r.wholeWay(t, security) })
			}
			t.Run("refusals", r.refusals)
			if kind == "postfix" {
				t.Run("challenges", r.challenges)
			}
		})
	}
}

func (r *realServers) wholeWay(t *testing.T, security data.MailSecurity) {
	a := r.account(data.MailByMailbox, security, r.sender)
	var steps []string
	if err := Test(t.Context(), a, func(s StepResult) { steps = append(steps, fmt.Sprint(s.Protocol, " ", s.Step, s.Folder)) }); err != nil {
		t.Fatalf("%v after %q", err, steps)
	}
	if want := []string{"SMTP lookup", "SMTP connect", "SMTP certificate", "SMTP greeting", "SMTP login", "IMAP lookup", "IMAP connect", "IMAP certificate", "IMAP greeting", "IMAP login", "IMAP folderSent"}; !slices.Equal(steps, want) {
		t.Errorf("steps %q", steps)
	}
	m := example()
	m.From, m.To = r.sender, r.recipient
	raw, id, err := Compose(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := Send(t.Context(), a, raw, r.sender, r.recipient); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := File(t.Context(), a, raw, Sent); err != nil {
			t.Fatal(err)
		}
	}
	if err := File(t.Context(), a, raw, Drafts); err != nil {
		t.Fatal(err)
	}
	r.expect(t, r.sender, "Sent", id, raw, imap.FlagSeen)
	r.expect(t, r.sender, "Drafts", id, raw, imap.FlagDraft)
	r.expect(t, r.recipient, "INBOX", id, raw)
	if err := File(t.Context(), r.account(data.MailByMailbox, security, r.sender), raw, Inbox); err != nil {
		t.Fatal(err)
	}
	r.expect(t, r.sender, "INBOX", id, raw)
}

// challenges logs in where the password itself is not asked for.
func (r *realServers) challenges(t *testing.T) {
	for _, port := range []int{r.SCRAM, r.CRAM} {
		a := r.account(data.MailByMailbox, data.MailStartTLS, r.sender)
		a.SMTP.Port = port
		if err := Send(t.Context(), a, letter(t), r.sender, r.recipient); err != nil {
			t.Errorf("%v (%v)", err, errors.Unwrap(err))
		}
		a.Password = canary
		if e := problem(t, Send(t.Context(), a, letter(t), r.sender, r.recipient), a.SMTP); e.Reason != LoginRefused {
			t.Errorf("wrong password: %v %q", e, e.Words)
		}
	}
}

// expect finds a letter exactly once in a mailbox, with its flags and, but for
// what servers put on top, its text.
func (r *realServers) expect(t *testing.T, user, folder, id string, raw []byte, flags ...imap.Flag) {
	t.Helper()
	var texts [][]byte
	var marks []imap.Flag
	for deadline := time.Now().Add(10 * time.Second); len(texts) == 0 && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		texts, marks = r.fetch(t, user, folder, id)
	}
	if len(texts) != 1 {
		t.Fatalf("%d letters %s in %s of %s", len(texts), id, folder, user)
	}
	if !strings.HasSuffix(string(texts[0]), string(raw)) {
		t.Errorf("%s of %s: %q", folder, user, texts[0])
	}
	for _, flag := range flags {
		if !slices.Contains(marks, flag) {
			t.Errorf("%s of %s: flags %v", folder, user, marks)
		}
	}
}

// fetch reads the letters with an ID, without the code under test.
func (r *realServers) fetch(t *testing.T, user, folder, id string) (texts [][]byte, flags []imap.Flag) {
	t.Helper()
	a := r.account(data.MailByMailbox, data.MailTLS, user)
	client, err := imapclient.DialTLS(fmt.Sprintf("localhost:%d", a.IMAP.Port), &imapclient.Options{TLSConfig: tlsTrusting(r.pool)})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.Login(user, r.Password).Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		t.Fatal(err)
	}
	found, err := client.UIDSearch(&imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: id}}}, nil).Wait()
	if err != nil {
		t.Fatal(err)
	}
	if len(found.AllUIDs()) == 0 {
		return nil, nil
	}
	section := &imap.FetchItemBodySection{Peek: true}
	messages, err := client.Fetch(imap.UIDSetNum(found.AllUIDs()...), &imap.FetchOptions{Flags: true, BodySection: []*imap.FetchItemBodySection{section}}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		texts, flags = append(texts, m.FindBodySection(section)), m.Flags
	}
	return texts, flags
}

// refusals are those of servers that nobody scripted.
func (r *realServers) refusals(t *testing.T) {
	good := r.account(data.MailByMailbox, data.MailTLS, r.sender)
	wrong := good
	wrong.Password = canary
	stranger := good
	stranger.roots = nil
	plain := good
	plain.SMTP.Port, plain.IMAP.Port = r.SMTP, r.IMAP // which want STARTTLS
	open := good
	open.SMTP, open.IMAP = data.MailServer{Host: "localhost", Port: r.SMTP, Security: data.MailPlain}, data.MailServer{Host: "localhost", Port: r.IMAP, Security: data.MailPlain}
	named := good
	named.SMTP.Host, named.IMAP.Host = "127.0.0.2", "127.0.0.2"
	raw := letter(t)
	large := example()
	large.Attachments[0].Content = make([]byte, r.Limit)
	bulky, _, err := Compose(large)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		err    error
		server data.MailServer
		step   Step
		reason []Reason
	}{
		{"SMTP password", Send(t.Context(), wrong, raw, r.sender, r.recipient), wrong.SMTP, StepLogin, []Reason{LoginRefused}},
		{"IMAP password", File(t.Context(), wrong, raw, Sent), wrong.IMAP, StepLogin, []Reason{LoginRefused}},
		{"SMTP untrusted", Send(t.Context(), stranger, raw, r.sender, r.recipient), stranger.SMTP, StepCertificate, []Reason{CertificateUntrusty}},
		{"IMAP untrusted", File(t.Context(), stranger, raw, Sent), stranger.IMAP, StepCertificate, []Reason{CertificateUntrusty}},
		{"SMTP TLS at the STARTTLS port", Send(t.Context(), plain, raw, r.sender, r.recipient), plain.SMTP, StepCertificate, []Reason{NotTLS}},
		{"IMAP TLS at the STARTTLS port", File(t.Context(), plain, raw, Sent), plain.IMAP, StepCertificate, []Reason{NotTLS}},
		{"SMTP in the open", Send(t.Context(), open, raw, r.sender, r.recipient), open.SMTP, StepLogin, []Reason{NoLogin}},
		{"recipient", Send(t.Context(), good, raw, r.sender, "nobody@example.org"), good.SMTP, StepRecipient, []Reason{RecipientRefused}},
		{"sender", Send(t.Context(), good, raw, r.recipient, r.recipient), good.SMTP, "", []Reason{SenderRefused}},
		{"size", Send(t.Context(), good, bulky, r.sender, r.recipient), good.SMTP, StepSender, []Reason{TooLarge}},
	} {
		e := problem(t, c.err, c.server)
		if c.step != "" && e.Step != c.step || !slices.Contains(c.reason, e.Reason) {
			t.Errorf("%s: %s at %s: %q (%v)", c.name, e.Reason, e.Step, e.Words, e.Unwrap())
		}
	}
	if r.Quota {
		full := r.account(data.MailByMailbox, data.MailTLS, r.few)
		var last error
		for range 60 {
			if last = File(t.Context(), full, letter(t), Sent); last != nil {
				break
			}
		}
		if e := problem(t, last, full.IMAP); e.Reason != MailboxFull || e.Step != StepFile {
			t.Errorf("quota: %s at %s: %q", e.Reason, e.Step, e.Words)
		}
	}
}
