package mail

import (
	"strings"

	"headcount.app/headcount/data"
)

// Folder is a kind of folder in a mailbox. Its text is stable and language-free.
type Folder string

// The folders that letters are filed in.
const (
	Inbox  Folder = "inbox"
	Sent   Folder = "sent"
	Drafts Folder = "drafts"
)

// folderNames are the names that servers and mail programs give, best first,
// for servers that do not mark their folders. They are compared folded.
var folderNames = map[Folder][]string{
	Sent: {
		"Sent", "Sent Items", "Sent Messages", "Sent Mail", "Sent-Mail", "Outbox/Sent",
		"Envoyés", "Éléments envoyés", "Messages envoyés", "Courrier envoyé", "Objets envoyés", // French
		"Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten", "Postausgang/Gesendet", // German
		"Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado", // Spanish
		"Posta inviata", "Inviati", "Inviata", "Elementi inviati", "Messaggi inviati", // Italian
		"Verzonden", "Verzonden items", "Verzonden berichten", "Verstuurd", // Dutch
		"Itens enviados", "Mensagens enviadas", "E-mails enviados", "Enviadas", // Portuguese
		"Wysłane", "Elementy wysłane", "Wysłane wiadomości", // Polish
		"Skickat", "Skickade", "Skickade objekt", "Skickade meddelanden", // Swedish
		"Sendt", "Sendte", "Sendt post", "Sendte elementer", // Danish, Norwegian
		"Lähetetyt", "Lähetetyt viestit", // Finnish
		"Odeslané", "Odeslaná pošta", "Odoslané", "Odoslaná pošta", // Czech, Slovak
		"Elküldött", "Elküldött elemek", "Trimise", "Elemente trimise", // Hungarian, Romanian
		"Απεσταλμένα", "Отправленные", "Надіслані", "Gönderilmiş Öğeler", "Gönderilenler", "送信済み", "已发送", // further
	},
	Drafts: {
		"Drafts", "Draft",
		"Brouillons", "Brouillon", // French
		"Entwürfe", "Entwurf", // German
		"Borradores", "Bozze", "Concepten", "Rascunhos", // Spanish, Italian, Dutch, Portuguese
		"Wersje robocze", "Robocze", "Szkice", // Polish
		"Utkast", "Kladder", "Luonnokset", // Swedish, Danish, Finnish
		"Koncepty", "Rozepsané", "Piszkozatok", "Ciorne", // Czech, Hungarian, Romanian
		"Πρόχειρα", "Черновики", "Чернетки", "Taslaklar", "下書き", "草稿", // further
	},
}

// folderRanks are the same folded, each with its place.
var folderRanks = func() map[Folder]map[string]int {
	ranks := map[Folder]map[string]int{}
	for kind, names := range folderNames {
		ranks[kind] = map[string]int{}
		for i, name := range names {
			ranks[kind][data.FoldName(name)] = i
		}
	}
	return ranks
}()

// search looks for the folder of one kind while the folders go by, so that a
// server with a million of them costs no memory.
type search struct {
	kind      Folder
	best      string
	rank      int // of best: lower is better; 0 is said by the server
	delimiter rune
	nested    bool // every other folder lies in the Inbox: "INBOX.Sent"
	others    int
}

func newSearch(kind Folder) *search { return &search{kind: kind, rank: 1 << 20, nested: true} }

// visit takes one folder into account.
func (s *search) visit(f folder) {
	if f.delimiter != 0 {
		s.delimiter = f.delimiter
	}
	if !strings.EqualFold(f.name, "INBOX") {
		s.others++
		if _, within := cutPrefixFold(f.name, "INBOX"+string(s.delimiter)); !within || s.delimiter == 0 {
			s.nested = false
		}
	}
	if !f.usable {
		return
	}
	if rank := s.rankOf(f); rank < s.rank {
		s.best, s.rank = f.name, rank
	}
}

// rankOf says how well a folder fits. What the server says comes first, then a
// name at the top or right in the Inbox, then one further down ("[Gmail]/…").
func (s *search) rankOf(f folder) int {
	if f.known {
		if f.kind == s.kind {
			return 0
		}
		return 1 << 20
	}
	path := data.FoldName(f.name)
	if f.delimiter != 0 {
		path = strings.ReplaceAll(path, strings.ToLower(string(f.delimiter)), "/")
	}
	path = strings.TrimPrefix(path, "inbox/")
	if rank, known := folderRanks[s.kind][path]; known {
		return 1 + rank
	}
	if _, name, found := strings.Cut(path, "]/"); found && strings.HasPrefix(path, "[") {
		if rank, known := folderRanks[s.kind][name]; known {
			return 1000 + rank
		}
	}
	return 1 << 20
}

// fresh is the name under which a folder is made where there is none, and
// another one in case the server wants it elsewhere.
func (s *search) fresh() [2]string {
	name := map[Folder]string{Sent: "Sent", Drafts: "Drafts"}[s.kind]
	delimiter := s.delimiter
	if delimiter == 0 {
		delimiter = '.'
	}
	within := "INBOX" + string(delimiter) + name
	if s.nested && s.others > 0 {
		return [2]string{within, name}
	}
	return [2]string{name, within}
}
