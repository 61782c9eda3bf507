package mail

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// maxMailto is how long a mailto link may be: some mail programs on Windows cut
// it after 2,000 characters.
const maxMailto = 1800

// WriteDraft writes a letter as an .eml file into a folder, readable by its
// owner alone, and returns its path. A file of that name that is there already
// is left alone.
func WriteDraft(folder, name string, raw []byte) (string, error) {
	stem := strings.TrimSuffix(AttachmentName(name), ".eml")
	for n := 1; n < 1000; n++ {
		numbered := stem
		if n > 1 {
			numbered += " (" + strconv.Itoa(n) + ")"
		}
		path := filepath.Join(folder, numbered+".eml")
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("write draft: %w", err)
		}
		_, err = file.Write(raw)
		if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
			os.Remove(path)
			return "", fmt.Errorf("write draft: %w", err)
		}
		return path, nil
	}
	return "", fmt.Errorf("write draft: %w", fs.ErrExist)
}

// Mailto returns a link that opens a new mail in the system's mail program, with
// as much of the text as fits in a link that every program takes. to may be
// empty.
func Mailto(to, subject, text string) (string, error) {
	recipient := ""
	if to != "" {
		address, err := Address(to)
		if err != nil {
			return "", err
		}
		recipient = strings.ReplaceAll(percent(address), "%40", "@")
	}
	link := "mailto:" + recipient + "?subject=" + percent(headerText(subject, 60)) + "&body="
	return link + percent(fitting(crlf(strings.TrimSpace(text)), maxMailto-len(link))), nil
}

// fitting cuts a text so that it takes at most room bytes in a link.
func fitting(text string, room int) string {
	if len(percent(text)) <= room {
		return text
	}
	room -= len(percent("…"))
	used := 0
	for at, r := range text {
		if used += len(percent(string(r))); used > room {
			return strings.TrimRight(text[:at], " \r\n") + "…"
		}
	}
	return text
}

// percent encodes a value of a mailto link (RFC 6068): a space is %20, never +.
func percent(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
