package terminal

import (
	"context"
	"fmt"
	"strings"
)

// helpWidth is the width of help, whatever the terminal's: lines stay easy to
// read and the same everywhere.
const helpWidth = 80

func defineHelp(*flags) action {
	return func(_ context.Context, c *call) error {
		if len(c.operands) == 0 {
			return c.help(nil)
		}
		asked := commandNamed(c.operands[0])
		if asked == nil {
			return usage("command", "command", c.operands[0], "nearest", nearest(c.operands[0], commandNames()))
		}
		return c.help(asked)
	}
}

// help explains a command, or the whole program with nil.
func (c *call) help(about *command) error {
	if about == nil {
		return c.helpProgram()
	}
	key := "terminal.command." + about.name
	var f flags
	var none globals
	about.define(&f)
	none.define(&f)
	fmt.Fprintf(c.out, "%s\n\n", wrap(c.words.T(key+".what"), 0))
	fmt.Fprintf(c.out, "%s\n  headcount %s%s [%s]\n\n", c.words.T("terminal.help.usage"), about.name, c.operandHelp(about), c.words.T("terminal.help.options"))
	if c.words.Has(key + ".about") {
		for paragraph := range strings.SplitSeq(c.words.T(key+".about"), "\n") {
			fmt.Fprintf(c.out, "%s\n", wrap(paragraph, 0))
		}
		fmt.Fprintln(c.out)
	}
	fmt.Fprintln(c.out, c.words.T("terminal.help.options_title"))
	for _, o := range f.options {
		c.helpOption(o)
	}
	fmt.Fprintf(c.out, "\n%s\n", c.words.T("terminal.help.examples"))
	for line := range strings.SplitSeq(c.words.T(key+".examples"), "\n") {
		fmt.Fprintf(c.out, "  %s\n", line)
	}
	return nil
}

func (c *call) operandHelp(about *command) string {
	if about.operands == "" {
		return ""
	}
	operand := c.words.T("terminal.value." + about.operands)
	switch {
	case about.least == 0 && about.most < 0:
		return " [" + operand + "]…"
	case about.least == 0:
		return " [" + operand + "]"
	}
	return " " + operand
}

func (c *call) helpOption(o option) {
	name := "--" + o.name
	if o.value != "" {
		value := o.value
		if key := "terminal.value." + value; c.words.Has(key) {
			value = c.words.T(key)
		}
		name += " " + value
	}
	if o.repeated {
		name += " …"
	}
	const column = 26
	text := wrap(c.words.T("terminal.flag."+o.name), column)
	if runes(name) > column-4 {
		fmt.Fprintf(c.out, "  %s\n%s%s\n", name, strings.Repeat(" ", column), text)
		return
	}
	fmt.Fprintf(c.out, "  %s%s\n", pad(name, column-2), text)
}

func (c *call) helpProgram() error {
	fmt.Fprintf(c.out, "%s\n\n", wrap(c.words.T("terminal.help.program"), 0))
	fmt.Fprintf(c.out, "%s\n", c.words.T("terminal.help.usage"))
	fmt.Fprintf(c.out, "  headcount [--db %s] [--lang en|fr]\n", c.words.T("terminal.value.FILE"))
	fmt.Fprintf(c.out, "  headcount %s\n\n", c.words.T("terminal.help.command_line"))
	fmt.Fprintln(c.out, c.words.T("terminal.help.commands"))
	for _, known := range commands() {
		fmt.Fprintf(c.out, "  %s%s\n", pad(known.name, 12), wrap(c.words.T("terminal.command."+known.name+".what"), 14))
	}
	fmt.Fprintf(c.out, "\n%s\n", c.words.T("terminal.help.options_title"))
	var f flags
	var none globals
	none.define(&f)
	f.yes("version", &none.version)
	for _, o := range f.options {
		c.helpOption(o)
	}
	fmt.Fprintf(c.out, "\n%s\n", c.words.T("terminal.help.statuses_title"))
	for line := range strings.SplitSeq(c.words.T("terminal.help.statuses"), "\n") {
		fmt.Fprintf(c.out, "  %s\n", line)
	}
	fmt.Fprintf(c.out, "\n%s\n", c.words.T("terminal.help.examples"))
	for line := range strings.SplitSeq(c.words.T("terminal.help.program_examples"), "\n") {
		fmt.Fprintf(c.out, "  %s\n", line)
	}
	return nil
}

// wrap breaks text into lines of helpWidth, the later ones indented.
func wrap(text string, indent int) string {
	var b strings.Builder
	room := helpWidth - indent
	for i, word := range strings.Split(text, " ") {
		switch n := runes(word); {
		case i == 0:
			room -= n
		case n+1 > room:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			room = helpWidth - indent - n
		default:
			b.WriteByte(' ')
			room -= n + 1
		}
		b.WriteString(word)
	}
	return b.String()
}
