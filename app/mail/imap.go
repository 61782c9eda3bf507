package mail

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"
)

// mailbox is what is asked of an IMAP library, which is still in beta: a few
// calls that another one could answer. None of them fetches anything.
type mailbox interface {
	login(user, password string) error
	// folders calls visit for each folder, however many there are.
	folders(visit func(folder)) error
	create(name string, kind Folder) error
	// holds reports whether a letter with this Message-ID lies in the folder; it
	// can have come there at the time given at the earliest.
	holds(folder, messageID string, since time.Time) (bool, error)
	add(folder string, kind Folder, at time.Time, raw []byte) error
	logout() error
}

// folder is one of the mailbox's folders.
type folder struct {
	name      string
	delimiter rune // 0 if folders hold no folders
	kind      Folder
	known     bool // kind was said by the server, by a special-use mark
	usable    bool // letters can lie in it
}

// specialUse are the marks of RFC 6154. The Inbox needs none.
var specialUse = map[Folder]imap.MailboxAttr{Sent: imap.MailboxAttrSent, Drafts: imap.MailboxAttrDrafts}

// openIMAP connects, makes the line private and logs in.
func openIMAP(ctx context.Context, a Account, report func(StepResult)) (*session, mailbox, error) {
	s, err := open(ctx, a, IMAP, report)
	if err != nil {
		return nil, nil, err
	}
	box := &imapBox{s, imapclient.New(s.line, nil)}
	if err = s.await(box.greeting); err == nil {
		s.begin(StepLogin)
		if a.Password == "" {
			err = s.problem(NoPassword, nil)
		} else {
			err = s.await(func() error { return box.login(a.Login(), a.Password) })
		}
	}
	if err != nil {
		s.line.Close()
		return nil, nil, s.imapProblem(err)
	}
	return s, box, nil
}

// greeting waits for the first line of the server. Of one that says goodbye and
// hangs up at once the library has two answers ready and takes either; asked
// again, it comes to the greeting, if there was one.
func (b *imapBox) greeting() error {
	err := b.client.WaitGreeting()
	for range 32 {
		if reply := (*imap.Error)(nil); err == nil || errors.As(err, &reply) {
			break
		}
		err = b.client.WaitGreeting()
	}
	return err
}

// await runs a call of the IMAP library and comes back at the latest a second
// after the line was cut. The library itself may not: it waits for ever for
// leave to send when a server answers a command before it is complete. What is
// left behind then is a goroutine without a connection.
func (s *session) await(call func() error) error {
	done := make(chan error, 1)
	go func() { done <- call() }()
	select {
	case err := <-done:
		return err
	case <-s.line.dead:
	}
	select {
	case err := <-done:
		return err
	case <-time.After(time.Second):
		return s.line.failure()
	}
}

// imapProblem says what the library's error means.
func (s *session) imapProblem(err error) *Error {
	var already *Error
	if errors.As(err, &already) {
		return already
	}
	var reply *imap.Error
	if !errors.As(err, &reply) {
		return s.brokenLine(err)
	}
	e := s.refusal(s.imapReason(reply), reply.Text)
	e.cause = err
	return e
}

// imapReason knows the codes of RFC 9051 and, for servers without them, two words.
func (s *session) imapReason(reply *imap.Error) Reason {
	folded := strings.ToLower(reply.Text)
	switch code := imap.ResponseCode(strings.ToUpper(string(reply.Code))); {
	case code == imap.ResponseCodeOverQuota, strings.Contains(folded, "quota"):
		return MailboxFull
	case code == imap.ResponseCodeUnavailable, code == imap.ResponseCodeInUse, code == imap.ResponseCodeServerBug, reply.Type == imap.StatusResponseTypeBye:
		return Busy
	case code == imap.ResponseCodeTooBig, code == imap.ResponseCodeLimit && s.step == StepFile:
		return TooLarge
	case s.step == StepLogin:
		return loginReason(folded, false)
	}
	return Refused
}

// imapBox is a mailbox by way of go-imap.
type imapBox struct {
	*session
	client *imapclient.Client
}

func (b *imapBox) login(user, password string) error {
	caps := b.client.Caps()
	if caps.Has(imap.AuthCap("PLAIN")) {
		return b.client.Authenticate(sasl.NewPlainClient("", user, password))
	}
	if caps.Has(imap.CapLoginDisabled) {
		return b.problem(NoLogin, nil)
	}
	return b.client.Login(user, password).Wait()
}

func (b *imapBox) folders(visit func(folder)) error {
	return b.await(func() error {
		var options *imap.ListOptions
		caps := b.client.Caps()
		if caps.Has(imap.CapSpecialUse) && caps.Has(imap.CapListExtended) || caps.Has(imap.CapIMAP4rev2) {
			options = &imap.ListOptions{ReturnSpecialUse: true}
		}
		list := b.client.List("", "*", options)
		for f := list.Next(); f != nil; f = list.Next() {
			visit(folderOf(f))
		}
		return list.Close()
	})
}

func folderOf(data *imap.ListData) folder {
	f := folder{name: data.Mailbox, delimiter: data.Delim, usable: true}
	for _, attr := range data.Attrs {
		switch {
		case strings.EqualFold(string(attr), string(imap.MailboxAttrNoSelect)), strings.EqualFold(string(attr), string(imap.MailboxAttrNonExistent)):
			f.usable = false
		}
		for kind, mark := range specialUse {
			if strings.EqualFold(string(attr), string(mark)) {
				f.kind, f.known = kind, true
			}
		}
	}
	return f
}

func (b *imapBox) create(name string, kind Folder) error {
	return b.await(func() error {
		var options *imap.CreateOptions
		if b.client.Caps().Has(imap.CapCreateSpecialUse) {
			options = &imap.CreateOptions{SpecialUse: []imap.MailboxAttr{specialUse[kind]}}
		}
		if err := b.client.Create(name, options).Wait(); err != nil {
			return err
		}
		// Mail programs show the folders that are subscribed to; that a server
		// knows no subscriptions keeps no letter from being filed.
		var refused *imap.Error
		if err := b.client.Subscribe(name).Wait(); err != nil && !errors.As(err, &refused) {
			return err
		}
		return nil
	})
}

func (b *imapBox) holds(name, messageID string, since time.Time) (found bool, err error) {
	err = b.await(func() error {
		if _, err := b.client.Select(name, &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
			return err
		}
		// Without the day a server might read every letter there is. Two days
		// earlier, because it counts days in a time zone of its own.
		criteria := &imap.SearchCriteria{
			Since:  since.AddDate(0, 0, -2),
			Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: messageID}},
		}
		result, err := b.client.UIDSearch(criteria, nil).Wait()
		if err != nil {
			return err
		}
		if uids, ok := result.All.(imap.UIDSet); ok {
			found = len(uids) > 0
		}
		return nil
	})
	return found, err
}

func (b *imapBox) add(name string, kind Folder, at time.Time, raw []byte) error {
	options := &imap.AppendOptions{Time: at}
	switch kind {
	case Sent:
		options.Flags = []imap.Flag{imap.FlagSeen}
	case Drafts:
		options.Flags = []imap.Flag{imap.FlagDraft, imap.FlagSeen}
	}
	return b.await(func() error {
		command := b.client.Append(name, int64(len(raw)), options)
		_, writing := command.Write(raw)
		closing := command.Close()
		_, err := command.Wait()
		if err == nil {
			err = errors.Join(writing, closing)
		}
		return err
	})
}

func (b *imapBox) logout() error {
	b.line.begin(b.limits.quit)
	err := b.await(func() error { return b.client.Logout().Wait() })
	b.line.Close()
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
