package mail

import (
	"errors"
	"net"
	"syscall"
	"testing"
	"time"

	"headcount.app/headcount/data"
)

// TestSilentConnect: a server that does not even take the call.
func TestSilentConnect(t *testing.T) {
	server := fullQueue(t)
	a := account(data.MailByMailbox)
	a.limits, a.SMTP = &short, server
	e := problem(t, within(t, func() error { return Send(t.Context(), a, letter(t), "anna@example.org", "bob@example.org") }), server)
	if e.Step != StepConnect || e.Reason != Unreachable || !e.Temporary {
		t.Error(e)
	}
}

// fullQueue is a port that answers no further call.
func fullQueue(t *testing.T) data.MailServer {
	t.Helper()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err == nil {
		err = errors.Join(syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}), syscall.Listen(fd, 0))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(fd) })
	name, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	port := name.(*syscall.SockaddrInet4).Port
	for range 10 {
		conn, err := net.DialTimeout("tcp", (&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}).String(), 100*time.Millisecond)
		if err != nil {
			break
		}
		t.Cleanup(func() { conn.Close() })
	}
	return data.MailServer{Host: "127.0.0.1", Port: port, Security: data.MailPlain}
}
