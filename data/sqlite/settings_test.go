package sqlite

import (
	"reflect"
	"testing"

	"headcount/data"
)

func TestSettings(t *testing.T) {
	s := newStore(t)
	b := load(t, s)
	v := b.Settings
	v.Name = "New name"
	must(t, s.SaveSettings(background, v))
	if got := load(t, s); got.Revision != b.Revision || got.Digest != b.Digest || got.Settings.Name != "New name" {
		t.Errorf("a new name is no new revision: %+v", got)
	}
	v.Mail = data.Mail{Way: data.MailByMailbox, From: "me@x.fr", SMTP: data.MailServer{Host: "smtp.x.fr", Port: 465, Security: data.MailTLS}}
	must(t, s.SaveSettings(background, v))
	if got := load(t, s); got.Revision != b.Revision || got.Settings.Mail != v.Mail {
		t.Errorf("settings of mail are no new revision: %+v", got)
	}
	v.Guards.MassUpdate.Percent = 10
	must(t, s.SaveSettings(background, v))
	got := load(t, reopen(t, s))
	if got.Revision != b.Revision+1 || got.Digest == b.Digest || !reflect.DeepEqual(got.Settings, v) {
		t.Errorf("got %+v", got)
	}
}

func TestMapping(t *testing.T) {
	s := newStore(t)
	mapping, err := s.Mapping(background, "nom\nmel")
	if mapping != nil || err != nil {
		t.Errorf("%v, %v", mapping, err)
	}
	for _, want := range []map[string]string{{"Nom": "last_name", "X": ""}, {"Nom": "first_name"}, nil} {
		must(t, s.SaveMapping(background, "nom\nmel", want))
		got, err := s.Mapping(background, "nom\nmel")
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if b := load(t, s); b.Revision != 1 {
		t.Errorf("a mapping made revision %d", b.Revision)
	}
}
