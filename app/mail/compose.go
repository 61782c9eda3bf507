package mail

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"mime"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// MaxLetter is how large a letter may be in bytes, with its attachments as they
// travel: most providers take 20 to 25 MB.
const MaxLetter = 20 << 20

// Limits of what stands in a header, in characters.
const (
	maxSubject = 200
	maxName    = 100
)

// Message is a letter before it is written.
type Message struct {
	// From and To are addresses that Address takes. From may be empty in a draft:
	// the mail program puts its own.
	From, To string
	// FromName is the name shown beside From, e.g. that of the organization.
	FromName string
	Subject  string
	// Text and HTML say the same; HTML may be empty.
	Text, HTML  string
	Attachments []Attachment
	At          time.Time
	// MessageID is "<…@…>"; if empty, Compose makes one: see NewMessageID.
	MessageID string
	// Draft marks the letter for mail programs as one to be looked at and sent
	// (X-Unsent), for .eml files.
	Draft bool
}

// Attachment is a file in a letter.
type Attachment struct {
	// Name is cleaned: no folder, no control characters, no name that Windows
	// keeps for itself.
	Name string
	// Type is a media type such as XLSX; "" is taken from the name.
	Type    string
	Content []byte
}

// XLSX is the media type of a workbook.
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// SizeError is a letter that is larger than MaxLetter.
type SizeError struct{ Size, Limit int }

func (e *SizeError) Error() string {
	return fmt.Sprintf("mail: the letter has %d bytes, more than %d", e.Size, e.Limit)
}

// Compose writes a letter: bytes that never change any more, with lines that
// every server takes, and its Message-ID. Whatever stands in the fields, the
// letter has the headers written here and no others. The error is an
// *AddressError or a *SizeError.
func Compose(m Message) (raw []byte, messageID string, err error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingQP))
	if err := addresses(msg, m); err != nil {
		return nil, "", err
	}
	messageID = m.MessageID
	if !validMessageID(messageID) {
		messageID = NewMessageID(m.From)
	}
	msg.SetMessageIDWithValue(strings.Trim(messageID, "<>"))
	msg.SetDateWithValue(m.At)
	msg.SetGenHeader(gomail.HeaderSubject, headerText(m.Subject, maxSubject))
	if m.Draft {
		msg.SetGenHeader("X-Unsent", "1")
	} else {
		// Both keep out-of-office replies from coming back (RFC 3834).
		msg.SetGenHeader("Auto-Submitted", "auto-generated")
		msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	}
	msg.SetBodyString(gomail.TypeTextPlain, crlf(m.Text))
	if m.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, crlf(m.HTML))
	}
	if err := attach(msg, m.Attachments); err != nil {
		return nil, "", err
	}
	var out bytes.Buffer
	if _, err := msg.WriteTo(&out); err != nil {
		return nil, "", fmt.Errorf("write letter: %w", err)
	}
	if out.Len() > MaxLetter {
		return nil, "", &SizeError{out.Len(), MaxLetter}
	}
	return out.Bytes(), messageID, nil
}

func addresses(msg *gomail.Msg, m Message) error {
	to, err := Address(m.To)
	if err != nil {
		return err
	}
	msg.ToMailAddress(&mail.Address{Address: to})
	if m.From == "" && m.Draft {
		return nil
	}
	from, err := Address(m.From)
	if err != nil {
		return err
	}
	msg.FromMailAddress(&mail.Address{Name: headerText(m.FromName, maxName), Address: from})
	return nil
}

func attach(msg *gomail.Msg, attachments []Attachment) error {
	size := 0
	for _, a := range attachments {
		if size += len(a.Content) / 3 * 4; size > MaxLetter {
			return &SizeError{size, MaxLetter}
		}
		name := AttachmentName(a.Name)
		kind := a.Type
		if _, _, err := mime.ParseMediaType(kind); err != nil || strings.ContainsFunc(kind, forbidden) {
			kind = "application/octet-stream"
			if strings.HasSuffix(strings.ToLower(name), ".xlsx") {
				kind = XLSX
			}
		}
		named := func(f *gomail.File) {
			f.Header.Set("Content-Type", kind)
			f.Header.Set("Content-Disposition", disposition(name))
		}
		if err := msg.AttachReader(name, bytes.NewReader(a.Content), named); err != nil {
			return fmt.Errorf("attach: %w", err)
		}
	}
	return nil
}

// NewMessageID returns a Message-ID that no other letter has. It names the
// domain of the sender and nothing else about this computer.
func NewMessageID(from string) string {
	domain := "headcount.invalid"
	if address, err := Address(from); err == nil {
		domain = address[strings.LastIndexByte(address, '@')+1:]
	}
	var id [16]byte
	rand.Read(id[:]) //nolint:errcheck // never fails since Go 1.24
	return "<" + hex.EncodeToString(id[:]) + "@" + domain + ">"
}

// validMessageID reports whether an ID can stand in a header and in a search
// as it is.
func validMessageID(id string) bool {
	inner, opened := strings.CutPrefix(id, "<")
	inner, closed := strings.CutSuffix(inner, ">")
	left, right, found := strings.Cut(inner, "@")
	if !opened || !closed || !found || left == "" || right == "" || len(id) > 250 {
		return false
	}
	return !strings.ContainsFunc(left+right, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`<>@"\()[],;:{}%*=?`, r)
	})
}
