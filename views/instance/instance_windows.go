package instance

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/user"
	"time"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"
)

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
	return fmt.Sprintf(`\\.\pipe\headcount-%s-%d-%d`, me.Uid, session, n), me, nil
}

// listen takes a number: a pipe has one first holder. Nobody but the person may open it.
func listen(_, _ string, n int) (net.Listener, error) {
	name, me, err := pipe(n)
	if err != nil {
		return nil, err
	}
	l, err := winio.ListenPipe(name, &winio.PipeConfig{SecurityDescriptor: "D:P(A;;GA;;;" + me.Uid + ")"})
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_PIPE_BUSY) {
		return nil, errTaken
	}
	if err == nil {
		hold(name)
	}
	return l, err
}

// hold connects once to a pipe that was just made. Its first instance is there to keep the
// name, and Windows lets nobody connect to it; wine does, and who called first would wait
// for an answer in vain.
func hold(name string) {
	wide, err := windows.UTF16PtrFromString(name)
	if err == nil {
		_, _ = windows.CreateFile(wide, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, 0, 0)
	}
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
