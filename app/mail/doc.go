/*
Package mail writes letters and gets them delivered: through an SMTP server,
into a folder of an IMAP mailbox, or as an .eml draft for the system's mail
program (SPEC S11).

What it hides: MIME and its line lengths, two mail libraries, which of a
server's folders is the one for sent mail, and that a server may be silent,
lie, or flood. Every connection runs through one guard (guard.go) that bounds
its time and its memory and never lets a password onto a line that others can
read. Nothing is looked up at servers that the person did not name.

A letter is composed once, Compose, and its bytes and its Message-ID never
change afterwards; sending and filing can be tried again with the same bytes.
What went wrong is an *Error that names the server and the step; Explain puts
it in words.
*/
package mail
