package instance

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"

	"headcount.app/headcount/data/disk"
)

// pipes is where Windows keeps pipes that have names.
const pipes = `\\.\pipe\`

// pipe is where the window with a number listens: one name for each person and session.
func pipe(n int) (string, *user.User, error) {
	me, err := user.Current()
	if err != nil {
		return "", nil, err
	}
	var session uint32
	if err := windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &session); err != nil {
		return "", nil, err
	}
	return pipes + fmt.Sprintf("headcount-%s-%d-%d", me.Uid, session, n), me, nil
}

// listen takes a number: the lock says who lives, so that nothing hangs on who may be the
// first holder of a pipe. Nobody but the person may open the pipe.
func listen(folder, _ string, n int) (net.Listener, error) {
	name, me, err := pipe(n)
	if err != nil {
		return nil, err
	}
	lock, err := disk.TryLock(filepath.Join(folder, strings.TrimPrefix(name, pipes)))
	if errors.Is(err, disk.ErrHeld) {
		return nil, errTaken
	}
	if err != nil {
		return nil, err
	}
	l, err := winio.ListenPipe(name, &winio.PipeConfig{SecurityDescriptor: "D:P(A;;GA;;;" + me.Uid + ")"})
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	return &locked{Listener: l, lock: lock, first: hold(name)}, nil
}

// locked is a pipe with the lock beside it and its first instance.
type locked struct {
	net.Listener
	lock  *disk.Lock
	first windows.Handle
	once  sync.Once
}

// Close lets go of the pipe, and then of the number. A second call does nothing with the
// handle, whose number is another's by then.
func (l *locked) Close() error {
	l.once.Do(func() {
		if l.first != windows.InvalidHandle {
			_ = windows.CloseHandle(l.first)
		}
	})
	return errors.Join(l.Listener.Close(), l.lock.Release())
}

// hold connects once to a pipe that was just made. Its first instance is there to keep the
// name, and Windows lets nobody connect to it; wine does, and who called first would wait
// for an answer in vain.
func hold(name string) windows.Handle {
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return windows.InvalidHandle
	}
	first, err := windows.CreateFile(wide, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return windows.InvalidHandle
	}
	return first
}

func dial(_, _ string, n int, deadline time.Time) (net.Conn, error) {
	name, _, err := pipe(n)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	return winio.DialPipeContext(ctx, name)
}

// allowSetForegroundWindow hands on the right to come to the front, which the process has
// that the person just started.
var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

func allowFront() {
	const anybody = ^uintptr(0)
	_, _, _ = allowSetForegroundWindow.Call(anybody)
}
