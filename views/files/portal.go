package files

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/godbus/dbus/v5"
	"headcount.app/headcount/views/desk"
)

// portal asks for files through the desktop portal of Linux, which shows the dialog of
// the desktop that runs.
//
// It speaks D-Bus itself because the library that Fyne brings along
// (github.com/rymdport/portal) takes the first signal of any kind for the answer, panics
// on an answer without files, and turns a + in a file's name into a space.
type portal struct {
	connect func() (*dbus.Conn, error)
}

const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	portalChooser = "org.freedesktop.portal.FileChooser"
	portalAnswer  = "org.freedesktop.portal.Request.Response"
)

// newPortal is nil where there can be no portal.
func newPortal(*desk.Desk) *portal {
	if runtime.GOOS != "linux" {
		return nil
	}
	return &portal{connect: sessionBus}
}

// sessionBus connects to the bus of the desktop, if there is one: it starts none.
func sessionBus() (*dbus.Conn, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, err
	}
	if err := greet(conn); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

func greet(conn *dbus.Conn) error {
	if err := conn.Auth(nil); err != nil {
		return err
	}
	return conn.Hello()
}

// portalFilter is one line of the dialog's list of kinds.
type portalFilter struct {
	Words string
	Rules []portalRule
}

type portalRule struct {
	Kind    uint32 // 0 is a pattern
	Pattern string
}

// ask shows the dialog and waits for its answer: "" if the person cancels. Any error
// but context.Canceled means that there is no portal that can be used.
func (p *portal) ask(ctx context.Context, window string, q desk.FileQuestion, save bool) (string, error) {
	conn, err := p.connect()
	if err != nil {
		return "", err
	}
	defer conn.Close()
	signals := make(chan *dbus.Signal, 32)
	conn.Signal(signals)
	method := portalChooser + ".OpenFile"
	if save {
		method = portalChooser + ".SaveFile"
	}
	var request dbus.ObjectPath
	call := conn.Object(portalName, portalPath).CallWithContext(ctx, method, 0, window, q.Title, portalOptions(q, save))
	if err := call.Store(&request); err != nil {
		if ctx.Err() != nil {
			return "", context.Canceled
		}
		return "", fmt.Errorf("asking the desktop portal: %w", err)
	}
	for {
		select {
		case <-ctx.Done():
			conn.Object(portalName, request).Call("org.freedesktop.portal.Request.Close", dbus.FlagNoReplyExpected)
			return "", context.Canceled
		case signal, open := <-signals:
			switch {
			case !open:
				return "", errors.New("the desktop portal went away")
			case signal.Path == request && signal.Name == portalAnswer:
				return portalChosen(signal.Body)
			}
		}
	}
}

func portalOptions(q desk.FileQuestion, save bool) map[string]dbus.Variant {
	var filters []portalFilter
	for _, kind := range q.Kinds {
		filter := portalFilter{Words: kind.Words}
		for _, ending := range kind.Endings {
			filter.Rules = append(filter.Rules, portalRule{0, "*" + anyCase(ending)})
		}
		filters = append(filters, filter)
	}
	options := map[string]dbus.Variant{
		"accept_label":   dbus.MakeVariant(q.Accept),
		"modal":          dbus.MakeVariant(true),
		"current_folder": dbus.MakeVariant(append([]byte(q.Folder), 0)),
	}
	if len(filters) > 0 {
		options["filters"] = dbus.MakeVariant(filters)
	}
	if save {
		options["current_name"] = dbus.MakeVariant(q.Name)
	}
	return options
}

// anyCase is a pattern for an ending in capitals and small letters, which the portal
// tells apart.
func anyCase(ending string) string {
	var pattern strings.Builder
	for _, r := range ending {
		lower, upper := strings.ToLower(string(r)), strings.ToUpper(string(r))
		if lower == upper {
			pattern.WriteString(lower)
			continue
		}
		pattern.WriteString("[" + lower + upper + "]")
	}
	return pattern.String()
}

// portalChosen is the path in an answer, "" if there is none.
func portalChosen(body []any) (string, error) {
	if len(body) != 2 {
		return "", errors.New("the desktop portal gave a strange answer")
	}
	results, _ := body[1].(map[string]dbus.Variant)
	status, _ := body[0].(uint32)
	uris, _ := results["uris"].Value().([]string)
	if status != 0 || len(uris) == 0 {
		return "", nil
	}
	u, err := url.Parse(uris[0])
	if err != nil || u.Scheme != "file" {
		return "", fmt.Errorf("the desktop portal chose %q", uris[0])
	}
	return filepath.FromSlash(u.Path), nil
}

// windowHandle names the window to the portal, so that the dialog stands before it; ""
// where that cannot be done.
func windowHandle(w fyne.Window) string {
	handle := ""
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return ""
	}
	native.RunNative(func(ctx any) {
		if x11, ok := ctx.(driver.X11WindowContext); ok {
			handle = fmt.Sprintf("x11:%x", x11.WindowHandle)
		}
	})
	return handle
}
