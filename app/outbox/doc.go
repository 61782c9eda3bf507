// Package outbox gets letters delivered that are queued in an organization's store:
// the queue and what a person can do about it (outbox.go), the courier who goes
// round in the background (courier.go), what becomes of one try (delivery.go), drafts
// for the mail program (drafts.go), and where passwords come from (passwords.go).
//
// It hides when a letter is tried again, that its fate may be unknown, and that
// nobody gets it twice: handing over is written down before the text goes out. What a
// letter says is the caller's, how servers speak is package mail's (SPEC S11).
package outbox
