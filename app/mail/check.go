package mail

import (
	"context"

	"headcount.app/headcount/data"
)

// StepResult is one line of a test of the settings (SPEC S11.3).
type StepResult struct {
	Protocol Protocol
	Server   string // "imap.example.org:993"
	Step     Step
	// Folder is the name of the folder that was found or made, for StepFolder.
	Folder string
	// Problem is nil if the step works.
	Problem *Error
}

// Test tries what the chosen way needs, server by server, without sending or
// filing anything, and reports each step as it is done. It goes on with the
// other server when one fails, and returns the first problem.
func Test(ctx context.Context, a Account, report func(StepResult)) error {
	var first error
	try := func(p Protocol, attempt func(context.Context, Account, func(StepResult)) (*session, error)) {
		within, cancel := context.WithTimeoutCause(ctx, a.bounds().session, errSilent)
		defer cancel()
		s, err := attempt(within, a, report)
		if s != nil {
			s.line.Close()
		}
		var problem *Error
		if problem = asError(err); problem == nil {
			return
		}
		report(StepResult{Protocol: p, Server: problem.Server, Step: problem.Step, Problem: problem})
		if first == nil {
			first = problem
		}
	}
	way := a.Effective()
	if way == data.MailByMailbox && (a.SMTP.IsSet() || !a.IMAP.IsSet()) {
		try(SMTP, trySMTP)
	}
	if way == data.MailByDraft || way == data.MailByMailbox && a.IMAP.IsSet() {
		try(IMAP, tryIMAP)
	}
	return first
}

func trySMTP(ctx context.Context, a Account, report func(StepResult)) (*session, error) {
	s, client, err := openSMTP(ctx, a, report)
	if err != nil {
		return nil, err
	}
	report(StepResult{Protocol: SMTP, Server: s.address(), Step: StepLogin})
	s.line.begin(s.limits.quit)
	client.Quit() //nolint:errcheck // everything that was to be tried has worked
	return s, nil
}

func tryIMAP(ctx context.Context, a Account, report func(StepResult)) (*session, error) {
	s, box, err := openIMAP(ctx, a, report)
	if err != nil {
		return nil, err
	}
	kind := Sent
	switch {
	case a.Effective() == data.MailByDraft:
		kind = Drafts
	case !a.SMTP.IsSet():
		kind = Inbox
	}
	name, err := s.locate(box, kind)
	if err != nil {
		return s, err
	}
	report(StepResult{Protocol: IMAP, Server: s.address(), Step: StepFolder, Folder: name})
	box.logout() //nolint:errcheck // everything that was to be tried has worked
	return s, nil
}

func asError(err error) *Error {
	e, _ := err.(*Error) //nolint:errorlint // this package's own functions return it bare
	return e
}
