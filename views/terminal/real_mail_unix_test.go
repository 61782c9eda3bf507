//go:build unix

package terminal_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// realMail are Dovecot and an SMTP server (Postfix where there is root), started by
// assets/e2e/mailserver.py on loopback.
type realMail struct {
	CA, Password             string
	IMAP, IMAPS, SMTP, SMTPS int
}

// startRealMail starts them, or skips the test where they are not installed; under
// make test, which installs them, that is a failure.
func startRealMail(t *testing.T) *realMail {
	t.Helper()
	python := "python3"
	for _, try := range []string{"../../build/mailserver/bin/python3", "/usr/bin/python3"} {
		if exec.Command(try, "-c", "import aiosmtpd").Run() == nil {
			python = try
			break
		}
	}
	server := exec.Command(python, "../../assets/e2e/mailserver.py")
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
		complaints.WriteString(err.Error())
	}
	var r realMail
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &r) != nil {
		input.Close()
		server.Wait()
		if os.Getenv("HEADCOUNT_REAL_SERVERS") == "1" {
			t.Fatalf("real mail servers are wanted: %s", complaints.String())
		}
		t.Skipf("%s; make test installs it", strings.TrimSpace(complaints.String()))
	}
	t.Cleanup(func() {
		input.Close()
		server.Wait()
	})
	return &r
}

// delivered counts the letters in a mailbox by their Message-ID.
func (r *realMail) delivered(t *testing.T, user string) map[string]int {
	t.Helper()
	pem, err := os.ReadFile(r.CA)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	c, err := imapclient.DialTLS(net.JoinHostPort("localhost", strconv.Itoa(r.IMAPS)), &imapclient.Options{TLSConfig: &tls.Config{RootCAs: pool, ServerName: "localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(user, r.Password).Wait(); err != nil {
		t.Fatal(err)
	}
	box, err := c.Select("INBOX", nil).Wait()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	if box.NumMessages == 0 {
		return found
	}
	messages, err := c.Fetch(imap.SeqSet{imap.SeqRange{Start: 1, Stop: 0}}, &imap.FetchOptions{Envelope: true}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		found[strings.Trim(m.Envelope.MessageID, "<>")]++
	}
	return found
}

// TestEndedWhileSendingToRealServers ends the program by signals at random moments
// of sending to real servers: no letter arrives twice, one that is called sent has
// arrived, one that is not known is called so and not sent again by itself, and all
// others go out afterwards (SPEC S11.4). HEADCOUNT_PROGRAM tries a built program.
func TestEndedWhileSendingToRealServers(t *testing.T) {
	r := startRealMail(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if built := os.Getenv("HEADCOUNT_PROGRAM"); built != "" {
		program = built
	}
	p := newPlace(t)
	run := func(args ...string) *exec.Cmd {
		child := exec.Command(program)
		child.Args = append([]string{"headcount", "--db", p.path("o.headcount"), "--lang", "en"}, args...)
		child.Env = append(os.Environ(), "HEADCOUNT_MAIL_PASSWORD="+r.Password, "SSL_CERT_FILE="+r.CA, "XDG_CONFIG_HOME="+p.path("config"))
		return child
	}
	must := func(status int, args ...string) []byte {
		t.Helper()
		child := run(args...)
		var out, said bytes.Buffer
		child.Stdout, child.Stderr = &out, &said
		var exit *exec.ExitError
		if err := child.Run(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		if child.ProcessState.ExitCode() != status {
			t.Fatalf("%v: status %d: %s", args, child.ProcessState.ExitCode(), said.String())
		}
		return out.Bytes()
	}
	const recipient = "bob@example.org"
	port := fmt.Sprint("mail.smtp.port=", r.SMTPS)
	must(0, "upload", p.path("users.csv"), "--create-roles", "--apply")
	must(0, "settings", "mail.from=anna@example.org", "mail.way=mailbox", "mail.smtp.host=localhost", "mail.smtp.security=tls", port,
		"mail.imap.host=localhost", "mail.imap.security=tls", fmt.Sprint("mail.imap.port=", r.IMAPS))
	// letters puts n letters into the outbox, where they wait.
	letters := func(n int) {
		must(0, "settings", "mail.smtp.port=1")
		for range n {
			must(0, "upload", p.path("users.csv"), "--email", recipient)
		}
		must(0, "settings", port)
	}
	const each = 3
	letters(each)
	began := time.Now()
	must(0, "outbox", "send")
	longest := time.Since(began)
	began = time.Now()
	must(0, "outbox")
	start := min(time.Since(began), longest/2)
	interrupted := 0
	random := rand.New(rand.NewPCG(7, 8))
	tries := 4 // of each signal; HEADCOUNT_ENDINGS chooses
	if n, err := strconv.Atoi(os.Getenv("HEADCOUNT_ENDINGS")); err == nil {
		tries = n
	}
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL} {
		for range tries {
			letters(each)
			child := run("outbox", "send")
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(start/2 + time.Duration(random.Int64N(int64(longest-start/2))))
			_ = child.Process.Signal(signal) // it may be through
			ended := make(chan error, 1)
			go func() { ended <- child.Wait() }()
			select {
			case err := <-ended:
				if err != nil {
					interrupted++
				}
			case <-time.After(30 * time.Second):
				t.Fatalf("%v does not end it: %v", signal, child.Process.Kill())
			}
			_ = run("outbox", "send").Run() // 1 as long as something is unknown
		}
	}
	type letter struct {
		State     string
		MessageID string `json:"message_id"`
	}
	var box struct{ Letters []letter }
	if err := json.Unmarshal(must(0, "outbox", "--format", "json"), &box); err != nil {
		t.Fatal(err)
	}
	states := map[string]int{}
	for _, l := range box.Letters {
		states[l.State]++
	}
	if all := each * (1 + 3*tries); len(box.Letters) != all || states["sent"]+states["unknown"] != all || states["sent"] < all/2 {
		t.Fatalf("%d letters: %v", len(box.Letters), states)
	}
	var there map[string]int
	for range 100 { // delivering takes its time
		there = r.delivered(t, recipient)
		missing := 0
		for _, l := range box.Letters {
			if l.State == "sent" && there[strings.Trim(l.MessageID, "<>")] == 0 {
				missing++
			}
		}
		if missing == 0 {
			break
		}
		time.Sleep(200 * time.Millisecond)
	}
	for _, l := range box.Letters {
		switch n := there[strings.Trim(l.MessageID, "<>")]; {
		case n > 1:
			t.Errorf("%s arrived %d times", l.MessageID, n)
		case l.State == "sent" && n == 0:
			t.Errorf("%s was lost", l.MessageID)
		}
	}
	if interrupted == 0 {
		t.Errorf("none of %d was ended while it sent", 3*tries)
	}
	t.Logf("start %v, sending %v, %d interrupted: %v", start, longest, interrupted, states)
}
