package terminal

import (
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/data"
)

// option is one flag of a command. Its help is the text terminal.flag.NAME.
type option struct {
	name string
	// value is the placeholder that help shows (terminal.value.VALUE), "" for
	// a flag without a value.
	value    string
	repeated bool
	set      func(value string) *usageError
}

// flags are the flags that a command understands.
type flags struct{ options []option }

func (f *flags) add(o option) { f.options = append(f.options, o) }

// yes is a flag without a value.
func (f *flags) yes(name string, p *bool) {
	f.add(option{name: name, set: func(string) *usageError { *p = true; return nil }})
}

// text is a flag with a value that may be given once.
func (f *flags) text(name, value string, p *string) {
	given := false
	f.add(option{name: name, value: value, set: func(v string) *usageError {
		if given && v != *p {
			return usage("flag_twice", "flag", name)
		}
		given, *p = true, v
		return nil
	}})
}

// texts is a flag with a value that may be repeated.
func (f *flags) texts(name, value string, p *[]string) {
	f.add(option{name: name, value: value, repeated: true, set: func(v string) *usageError {
		*p = append(*p, v)
		return nil
	}})
}

// choice is a flag with one of a few values; p holds the default.
func (f *flags) choice(name string, p *string, values ...string) {
	f.add(option{name: name, value: strings.Join(values, "|"), set: func(v string) *usageError {
		if !slices.Contains(values, v) {
			return usage("flag_choice", "flag", name, "value", v, "values", strings.Join(values, ", "))
		}
		*p = v
		return nil
	}})
}

// number is a flag with a whole number from 1 on.
func (f *flags) number(name string, p *int64) {
	f.add(option{name: name, value: "N", set: func(v string) *usageError {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n < 1 {
			return usage("flag_number", "flag", name, "value", v)
		}
		if *p != 0 && *p != n {
			return usage("flag_twice", "flag", name)
		}
		*p = n
		return nil
	}})
}

// numbers is a flag with a whole number from 1 on that may be repeated.
func (f *flags) numbers(name string, p *[]int) {
	f.add(option{name: name, value: "N", repeated: true, set: func(v string) *usageError {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			return usage("flag_number", "flag", name, "value", v)
		}
		*p = append(*p, n)
		return nil
	}})
}

func (f *flags) find(name string) *option {
	for i := range f.options {
		if f.options[i].name == name {
			return &f.options[i]
		}
	}
	return nil
}

// parse reads flags and operands in any order and returns the operands. "--"
// ends the flags. With first set it stops at the first operand and returns it
// with everything behind it.
func (f *flags) parse(args []string, first bool) ([]string, *usageError) {
	var operands []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			return append(operands, args[i+1:]...), nil
		case len(arg) < 2 || arg[0] != '-':
			if first {
				return args[i:], nil
			}
			operands = append(operands, arg)
			continue
		}
		used, err := f.one(args[i:])
		if err != nil {
			return nil, err
		}
		i += used - 1
	}
	return operands, nil
}

// one reads the flag that args begin with and returns how many of them it is.
func (f *flags) one(args []string) (int, *usageError) {
	name, value, attached := strings.Cut(strings.TrimLeft(args[0], "-"), "=")
	if name == "h" {
		name = "help"
	}
	o := f.find(name)
	switch {
	case o == nil:
		return 0, usage("flag_unknown", "flag", args[0], "nearest", f.nearest(name))
	case o.value == "" && attached:
		return 0, usage("flag_no_value", "flag", name)
	case o.value == "":
		return 1, o.set("")
	case attached:
		return 1, o.set(value)
	case len(args) < 2:
		return 0, usage("flag_needs_value", "flag", name)
	}
	return 2, o.set(args[1])
}

func (f *flags) nearest(name string) string {
	names := make([]string, len(f.options))
	for i, o := range f.options {
		names[i] = o.name
	}
	if n := nearest(name, names); n != "" {
		return "--" + n
	}
	return ""
}

// nearest returns the word that was probably meant: one that begins so, else
// one spelled alike; "" if none is near.
func nearest(word string, among []string) string {
	best, found := len(word)/2+1, ""
	for _, candidate := range among {
		if len(word) > 2 && strings.HasPrefix(candidate, strings.ToLower(word)) {
			return candidate
		}
		if d := data.Distance(strings.ToLower(word), candidate, best); d < best {
			best, found = d, candidate
		}
	}
	return found
}
