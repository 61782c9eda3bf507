// Package release asks whether a newer version of the program has been published. It
// hides where and how: one small JSON file behind HTTPS, {"version": "1.2.3", "page":
// "https://…"}, whose form stays, so that every version of the program can read those of
// later ones. It asks only when it is told to, sends nothing but the question, and
// downloads nothing else (SPEC S22.5).
package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"headcount.app/headcount/data"
)

// Version is a version that was published.
type Version struct {
	// Number is three numbers with points between them.
	Number string `json:"version"`
	// Page is the https address of the page where a person gets it.
	Page string `json:"page"`
}

var (
	// ErrUnreachable is the answer where nobody could be asked, as without a network.
	ErrUnreachable = data.Expect("release.unreachable", "release: the published file cannot be had")
	// ErrUnreadable is the answer to a file that says nothing this version understands.
	ErrUnreadable = data.Expect("release.unreadable", "release: the published file is something else")
)

const (
	patience = 10 * time.Second
	largest  = 64 << 10 // bytes of the published file
)

// Ask reads what is published at an address. The client may be nil. It fails with
// ErrUnreachable or ErrUnreadable, each with what was the matter for logs.
func Ask(ctx context.Context, client *http.Client, address string) (Version, error) {
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" {
		return Version{}, fmt.Errorf("%w: no https address: %s", ErrUnreachable, address)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Version{}, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	request.Header.Set("User-Agent", "Headcount")
	answer, err := secure(client).Do(request)
	if err != nil {
		return Version{}, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return Version{}, fmt.Errorf("%w: %s", ErrUnreachable, answer.Status)
	}
	content, err := io.ReadAll(io.LimitReader(answer.Body, largest+1))
	if err != nil {
		return Version{}, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return read(content)
}

// secure is a client that follows from https to https alone.
func secure(client *http.Client) *http.Client {
	if client == nil {
		client = http.DefaultClient
	}
	strict := *client
	strict.CheckRedirect = func(next *http.Request, before []*http.Request) error {
		if next.URL.Scheme != "https" || len(before) >= 5 {
			return errors.New("release: led elsewhere than to https")
		}
		return nil
	}
	return &strict
}

func read(content []byte) (Version, error) {
	var v Version
	if len(content) > largest {
		return v, fmt.Errorf("%w: over %d bytes", ErrUnreadable, largest)
	}
	if err := json.Unmarshal(content, &v); err != nil {
		return Version{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if _, ok := numbers(v.Number); !ok {
		return Version{}, fmt.Errorf("%w: no version", ErrUnreadable)
	}
	if page, err := url.Parse(v.Page); err != nil || page.Scheme != "https" || page.Host == "" {
		return Version{}, fmt.Errorf("%w: no page", ErrUnreadable)
	}
	return v, nil
}

// Newer reports whether one version is later than another. What is no version, as that
// of a build for development, is not.
func Newer(one, other string) bool {
	a, okA := numbers(one)
	b, okB := numbers(other)
	if !okA || !okB {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return a[i] > b[i]
		}
	}
	return false
}

var versionPattern = regexp.MustCompile(`^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$`)

// numbers are the three of a version.
func numbers(version string) (n [3]int, ok bool) {
	if !versionPattern.MatchString(version) {
		return n, false
	}
	for i, part := range strings.Split(version, ".") {
		n[i], _ = strconv.Atoi(part)
	}
	return n, true
}
