package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
)

// System is what the program sees of the world around it.
type System struct {
	// Args are the arguments without the program's own name.
	Args []string
	// Out takes results, Err progress and messages; In is asked for a password
	// only, and may be nil.
	Out, Err io.Writer
	In       io.Reader
	// Env looks up the environment; nil is an empty one.
	Env func(name string) string
	// Locale is the system's language where the environment names none; may
	// be nil.
	Locale func() string
	// Bars says that Err is a terminal, on which progress can be drawn.
	Bars bool
	// Last is the organization opened last, "" if there is none: commands that
	// only read may use it.
	Last func() string
	// Version is the program's version.
	Version string
	// Config is how organizations are opened.
	Config app.Config
	// Log is told which command ran and how it ended, never what it was about.
	// It may be nil.
	Log *slog.Logger
}

// FromOS is the system that the process runs in.
func FromOS() System {
	password := os.Getenv(passwordVariable)
	// No program that is started from here needs to know it.
	os.Unsetenv(passwordVariable)
	info, err := os.Stderr.Stat()
	return System{
		Args: os.Args[1:], Out: os.Stdout, Err: os.Stderr, In: os.Stdin, Env: os.Getenv,
		Bars: err == nil && info.Mode()&os.ModeCharDevice != 0, Last: app.LastOpened,
		Config: app.Config{Passwords: outbox.NewPasswords(nil, password)},
	}
}

// passwordVariable holds the mail password for one run, where there is no
// keyring (SPEC S12.1).
const passwordVariable = "HEADCOUNT_MAIL_PASSWORD"

func (s System) env(name string) string {
	if s.Env == nil {
		return ""
	}
	return s.Env(name)
}

// call is one command being run.
type call struct {
	System
	words    *assets.Words
	out      *bufio.Writer
	command  *command
	operands []string
	global   globals
	// applied is the upload that was applied, 0 if none: from then on the status
	// is 0.
	applied int64
	// held is true once anything else was done and holds: that its result cannot
	// be written does not undo it.
	held bool
}

// globals are the flags that every command understands.
type globals struct {
	db, lang string
	help     bool
	version  bool
}

func (g *globals) define(f *flags) {
	f.text("db", "FILE", &g.db)
	f.text("lang", strings.Join(assets.Languages(), "|"), &g.lang)
	f.yes("help", &g.help)
}

// Run runs the command that the arguments ask for and returns the exit status
// (SPEC S12.1). A cancelled context ends it with nothing applied.
func Run(ctx context.Context, s System) int {
	c := &call{System: s, out: bufio.NewWriterSize(whole{ctx, s.Out}, 64<<10)}
	c.words, _ = s.words("")
	err := c.runGuarded(ctx)
	if failed := c.out.Flush(); err == nil && failed != nil && !readNoMore(failed) {
		err = failed
	}
	code := status(err)
	var unwritten *outputError
	switch {
	case err != nil && c.applied != 0:
		c.missing(c.words.T("terminal.stdout"))
		code = exitDone
	case errors.As(err, &unwritten) && c.held:
		c.say("headcount: " + c.words.T("terminal.result_missing", "where", c.words.T("terminal.stdout")))
		code = exitDone
	case err != nil:
		c.explain(ctx, err)
	}
	c.log(code, err)
	return code
}

// runGuarded is run; a fault of the program ends it with an error like any
// other, so that the status stays true.
func (c *call) runGuarded(ctx context.Context) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &faultError{fault, debug.Stack()}
		}
	}()
	return c.run(ctx)
}

// faultError is a panic.
type faultError struct {
	fault any
	stack []byte
}

// Error is what the details show.
func (e *faultError) Error() string { return fmt.Sprint(e.fault) }

// whole writes until the context is cancelled.
type whole struct {
	ctx context.Context
	w   io.Writer
}

func (o whole) Write(p []byte) (int, error) {
	if err := o.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := o.w.Write(p)
	if err != nil {
		err = &outputError{err}
	}
	return n, err
}

// outputError says that the result of a command could not be written.
type outputError struct{ err error }

// Error returns why, for logs and details.
func (e *outputError) Error() string { return e.err.Error() }

// Unwrap returns why.
func (e *outputError) Unwrap() error { return e.err }

// readNoMore reports that whoever reads our output has read enough: a broken
// pipe is no failure.
func readNoMore(err error) bool {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return false
	}
	const windowsBrokenPipe, windowsNoData = 109, 232
	return number == syscall.EPIPE || (runtime.GOOS == "windows" && (number == windowsBrokenPipe || number == windowsNoData))
}

// run finds the command, reads its flags and runs it.
func (c *call) run(ctx context.Context) error {
	var before flags
	c.global.define(&before)
	before.yes("version", &c.global.version)
	rest, wrong := before.parse(c.Args, true)
	c.speak()
	if wrong != nil {
		return wrong
	}
	switch {
	case c.global.version:
		_, err := fmt.Fprintln(c.out, "headcount", c.Version)
		return err
	case len(rest) == 0 && c.global.help:
		return c.help(nil)
	case len(rest) == 0:
		if wrong := c.checkLanguage(); wrong != nil {
			return wrong
		}
		return usage("no_command")
	}
	c.command = commandNamed(rest[0])
	if c.command == nil {
		return usage("command", "command", rest[0], "nearest", nearest(rest[0], commandNames()))
	}
	var own flags
	c.global.define(&own)
	action := c.command.define(&own)
	c.operands, wrong = own.parse(rest[1:], false)
	c.speak()
	if c.global.help {
		return c.help(c.command)
	}
	if wrong == nil {
		wrong = c.checkLanguage()
	}
	if wrong == nil {
		wrong = c.checkOperands()
	}
	if wrong != nil {
		return c.misused(wrong)
	}
	return action(ctx, c)
}

// speak takes the language of --lang as soon as it is known, so that even a
// wrong command line is answered in it.
func (c *call) speak() {
	if w, wrong := c.System.words(c.global.lang); wrong == nil {
		c.words = w
	}
}

func (c *call) checkLanguage() *usageError {
	_, wrong := c.System.words(c.global.lang)
	return wrong
}

func (c *call) checkOperands() *usageError {
	switch n := len(c.operands); {
	case n < c.command.least:
		return usage("operand_missing", "operand", c.command.operands)
	case c.command.most >= 0 && n > c.command.most:
		return usage("operand_extra", "operand", c.operands[c.command.most])
	}
	return nil
}
