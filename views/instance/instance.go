package instance

import (
	"encoding/json"
	"errors"
	"net"
	"time"
)

// most is how many windows may be asked, and may answer.
const most = 8

// patience is how long a window has to answer: one that is busy opening is waited for,
// one that hangs is passed over.
const patience = 4 * time.Second

// errTaken is the answer of listen while another window has a number.
var errTaken = errors.New("instance: another window has this number")

// call is what a second start asks, answer what it is told.
type (
	call struct {
		Organization string `json:"organization"`
	}
	answer struct {
		Shown bool `json:"shown"`
	}
)

// Window is a window's place among the others. Its methods may be called on nil, which is
// a window that cannot be found.
type Window struct{ listener net.Listener }

// Claim asks the windows that are open to show an organization, by its absolute path, or
// for "" whatever they show. Shown is true if one came to the front with it. Otherwise the
// caller is to open a window, for which it got a place: nil if there is none to be had, as
// where the system has no sockets, which hinders nothing else.
//
// The folder holds what windows find each other by; display tells those of one person
// apart who has several.
func Claim(folder, display, organization string) (w *Window, shown bool) {
	var asked [most]bool
	for n := range most {
		if asked[n], shown = ask(folder, display, n, organization, false); shown {
			return nil, true
		}
	}
	// Of two that start at once the one with the higher number asks the other, which asks
	// nobody any more.
	for n := range most {
		listener, err := listen(folder, display, n)
		switch {
		case err == nil:
			return &Window{listener: listener}, false
		case !errors.Is(err, errTaken):
			return nil, false
		case !asked[n]:
			if _, shown := ask(folder, display, n, organization, true); shown {
				return nil, true
			}
		}
	}
	return nil, false
}

// ask reports whether there is a window with a number to ask, and whether it shows the
// organization now. One that has its number and does not listen yet is waited for only if
// there is one for certain.
func ask(folder, display string, n int, organization string, certain bool) (asked, shown bool) {
	deadline := time.Now().Add(patience)
	conn, err := dial(folder, display, n, deadline)
	for ; err != nil && certain && time.Until(deadline) > patience/2; conn, err = dial(folder, display, n, deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	if err != nil {
		return false, false
	}
	defer conn.Close()
	_ = conn.SetDeadline(deadline)
	allowFront()
	if err := json.NewEncoder(conn).Encode(call{organization}); err != nil {
		return true, false
	}
	var said answer
	return true, json.NewDecoder(conn).Decode(&said) == nil && said.Shown
}

// Serve answers second starts until Close. Show is called on goroutines of its own; it
// brings the window to the front and reports whether it shows the organization, a path or
// "" for any.
func (w *Window) Serve(show func(organization string) bool) {
	if w == nil {
		return
	}
	go func() {
		for {
			conn, err := w.listener.Accept()
			if err != nil {
				return
			}
			go serve(conn, show)
		}
	}()
}

func serve(conn net.Conn, show func(string) bool) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	var asked call
	if json.NewDecoder(conn).Decode(&asked) == nil {
		_ = json.NewEncoder(conn).Encode(answer{show(asked.Organization)})
	}
}

// Close gives the place up. It does not wait for a call that is being answered: by then
// there may be no Fyne's goroutine any more to answer it.
func (w *Window) Close() {
	if w != nil {
		w.listener.Close()
	}
}
