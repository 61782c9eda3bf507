//go:build unix

package instance

import (
	"errors"
	"fmt"
	"hash/fnv"
	"net"
	"os"
	"path/filepath"
	"time"

	"headcount.app/headcount/data/disk"
)

// socket is where the window with a number listens.
func socket(folder, display string, n int) string {
	h := fnv.New32a()
	h.Write([]byte(display))
	return filepath.Join(folder, fmt.Sprintf("window-%08x-%d", h.Sum32(), n))
}

// listen takes a number: the lock beside the socket says who lives.
func listen(folder, display string, n int) (net.Listener, error) {
	path := socket(folder, display, n)
	lock, err := disk.TryLock(path)
	if errors.Is(err, disk.ErrHeld) {
		return nil, errTaken
	}
	if err != nil {
		return nil, err
	}
	_ = os.Remove(path) // of a window that was killed
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	return &locked{l, lock}, nil
}

// locked is a socket with the lock beside it.
type locked struct {
	net.Listener
	lock *disk.Lock
}

// Close lets go of the socket, which removes it, and then of the number.
func (l *locked) Close() error { return errors.Join(l.Listener.Close(), l.lock.Release()) }

func dial(folder, display string, n int, deadline time.Time) (net.Conn, error) {
	return net.DialTimeout("unix", socket(folder, display, n), time.Until(deadline))
}

// allowFront does nothing: here the window manager decides who comes to the front.
func allowFront() {}
