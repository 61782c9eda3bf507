package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
)

// manualWords are the headings of the manual page.
var manualWords = map[string]struct{ name, synopsis, overview, commands, also string }{
	"en": {"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "keep an organization's users in step with a file"},
	"fr": {"NOM", "SYNOPSIS", "DESCRIPTION", "COMMANDES", "accorde les utilisateurs d'une organisation avec un fichier"},
}

// aCommand is a line of the help that names a command.
var aCommand = regexp.MustCompile(`(?m)^  ([a-z]+) {2,}\S`)

// manual writes the manual page. Its text is what help says, line for line: two texts
// would not stay one.
func manual(to io.Writer, program, language, version string) error {
	words, known := manualWords[language]
	if !known {
		return fmt.Errorf("there is no manual in %q", language)
	}
	when, err := moment()
	if err != nil {
		return err
	}
	whole, err := help(program, language)
	if err != nil {
		return err
	}
	page := &strings.Builder{}
	fmt.Fprintf(page, ".TH HEADCOUNT 1 %q %q\n", when.Format("2006-01-02"), "Headcount "+version)
	fmt.Fprintf(page, ".SH %s\nheadcount \\- %s\n", words.name, words.also)
	fmt.Fprintf(page, ".SH %s\n.B headcount\n[\\-\\-db FILE] [\\-\\-lang en|fr]\n.br\n.B headcount\nCOMMAND [\\-\\-help] ...\n", words.synopsis)
	fmt.Fprintf(page, ".SH %s\n", words.overview)
	verbatim(page, whole)
	fmt.Fprintf(page, ".SH %s\n", words.commands)
	for _, found := range aCommand.FindAllStringSubmatch(whole, -1) {
		said, err := help(program, language, found[1])
		if err != nil {
			return err
		}
		fmt.Fprintf(page, ".SS %s\n", found[1])
		verbatim(page, said)
	}
	_, err = io.WriteString(to, page.String())
	return err
}

// help is what the program says of itself or of a command, with nothing of this
// environment in it.
func help(program, language string, command ...string) (string, error) {
	asked := exec.Command(program, append([]string{"--lang", language, "help"}, command...)...)
	asked.Env = []string{"LANG=C.UTF-8", "HOME=" + os.TempDir()}
	asked.Stderr = os.Stderr
	said, err := asked.Output()
	return strings.TrimSpace(string(said)), err
}

// verbatim writes text as it stands: a line that begins with a full stop or an
// apostrophe would be taken for an instruction.
func verbatim(page *strings.Builder, text string) {
	page.WriteString(".nf\n")
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(line)
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			line = `\&` + line
		}
		page.WriteString(line + "\n")
	}
	page.WriteString(".fi\n")
}
