package release

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A real server is asked once, for one file, and told nothing.
func TestAskReadsWhatIsPublished(t *testing.T) {
	var asked []*http.Request
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r)
		_, _ = w.Write([]byte(`{"version": "1.10.0", "page": "https://headcount.app/download", "later": true}`))
	}))
	defer server.Close()
	v, err := Ask(context.Background(), server.Client(), server.URL+"/version.json")
	if err != nil || v != (Version{"1.10.0", "https://headcount.app/download"}) {
		t.Fatalf("%v, %v", v, err)
	}
	if len(asked) != 1 || asked[0].Method != http.MethodGet || asked[0].URL.RequestURI() != "/version.json" ||
		asked[0].UserAgent() != "Headcount" || len(asked[0].Cookies()) > 0 || asked[0].ContentLength != 0 {
		t.Errorf("asked with %v", asked)
	}
}

func TestAskRefuses(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"version": "9.0.0", "page": "https://elsewhere.example/"}`))
	}))
	defer plain.Close()
	answers := map[string]string{
		"/html": "<html>Sign in to the wireless network</html>", "/no-version": `{"page": "https://headcount.app/"}`,
		"/words": `{"version": "the newest", "page": "https://headcount.app/"}`, "/no-page": `{"version": "9.0.0"}`,
		"/script": `{"version": "9.0.0", "page": "file:///etc/passwd"}`, "/large": strings.Repeat(" ", largest) + `{"version": "9.0.0", "page": "https://headcount.app/"}`,
	}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch text, ok := answers[r.URL.Path]; {
		case ok:
			_, _ = w.Write([]byte(text))
		case r.URL.Path == "/down":
			http.Redirect(w, r, plain.URL, http.StatusFound)
		case r.URL.Path == "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	ask := func(address string, want error) {
		t.Helper()
		if v, err := Ask(context.Background(), server.Client(), address); !errors.Is(err, want) || v != (Version{}) {
			t.Errorf("%s: %v, %v", address, v, err)
		}
	}
	for path := range answers {
		ask(server.URL+path, ErrUnreadable)
	}
	for _, address := range []string{plain.URL, "", "file:///version.json", server.URL + "/gone", server.URL + "/down", server.URL + "/round"} {
		ask(address, ErrUnreachable)
	}
	if _, err := Ask(context.Background(), http.DefaultClient, server.URL); !errors.Is(err, ErrUnreachable) {
		t.Errorf("a server whose certificate nobody vouches for: %v", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Ask(stopped, server.Client(), server.URL+"/html"); !errors.Is(err, context.Canceled) || !errors.Is(err, ErrUnreachable) {
		t.Errorf("stopped: %v", err)
	}
}

func TestNewer(t *testing.T) {
	for _, c := range []struct {
		one, other string
		newer      bool
	}{
		{"0.2.0", "0.1.0", true},
		{"0.10.0", "0.9.0", true},
		{"1.0.0", "0.99.99", true},
		{"0.1.1", "0.1.0", true},
		{"0.1.0", "0.1.0", false},
		{"0.1.0", "0.2.0", false},
		{"v0.2.0", "0.1.0", false},
		{"0.2", "0.1.0", false},
		{"0.2.0", "", false},
		{"1000000000000000000000.0.0", "0.1.0", false},
	} {
		if got := Newer(c.one, c.other); got != c.newer {
			t.Errorf("%s newer than %s: %v", c.one, c.other, got)
		}
	}
}
