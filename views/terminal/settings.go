package terminal

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// setting is one setting of the organization under its dotted name
// (SPEC S12.1).
type setting struct {
	name string
	get  func(*data.Settings) string
	// set reads a value; ok is false if it is none.
	set func(s *data.Settings, value string) (ok bool)
	// wants is the text terminal.settings.wants.WANTS: which values there are.
	wants string
	// number and truth tell JSON how the value is written.
	number, truth bool
}

// organizationSettings lists every setting there is.
func organizationSettings() []setting {
	list := []setting{
		{
			name: "organization.name", wants: "name",
			get: func(s *data.Settings) string { return s.Name },
			set: func(s *data.Settings, v string) bool {
				v = data.Clean(v)
				if v == "" || len([]rune(v)) > data.MaxName || data.HasControl(v) {
					return false
				}
				s.Name = v
				return true
			},
		},
		{
			name: "roles.optional", wants: "yes_no", truth: true,
			get: func(s *data.Settings) string { return strconv.FormatBool(s.RolesOptional) },
			set: func(s *data.Settings, v string) bool {
				yes, ok := readYesNo(v)
				if ok {
					s.RolesOptional = yes
				}
				return ok
			},
		},
	}
	list = append(list, setting{
		name: "erasing.word", wants: "word",
		get: func(s *data.Settings) string { return s.ErasingWord },
		set: func(s *data.Settings, v string) bool {
			v = data.Clean(v)
			if len([]rune(v)) > data.MaxName || data.HasControl(v) {
				return false
			}
			s.ErasingWord = v
			return true
		},
	})
	for i, t := range (&data.Guards{}).Thresholds() {
		list = append(list, setting{
			name: t.Name, wants: "number", number: true,
			get: func(s *data.Settings) string { return strconv.Itoa(*s.Guards.Thresholds()[i].Value) },
			set: func(s *data.Settings, v string) bool {
				n, err := strconv.Atoi(strings.TrimSpace(v))
				if err != nil || n < 0 {
					return false
				}
				*s.Guards.Thresholds()[i].Value = n
				return true
			},
		})
	}
	return append(list, mailSettings()...)
}

func readYesNo(v string) (yes, ok bool) {
	switch data.FoldName(v) {
	case "true", "yes", "oui", "vrai", "1", "on":
		return true, true
	case "false", "no", "non", "faux", "0", "off":
		return false, true
	}
	return false, false
}

func defineSettings(f *flags) action {
	var format string
	var stdin bool
	defineFormat(f, &format)
	f.yes("password-stdin", &stdin)
	return func(ctx context.Context, c *call) error {
		changes, wrong := readSettings(c.operands)
		if wrong != nil {
			return wrong
		}
		password := ""
		if stdin {
			var err error
			if password, err = c.readPassword(); err != nil {
				return err
			}
		}
		open := c.reading
		if len(changes.set) > 0 || stdin {
			open = c.writing
		}
		return open(ctx, func(ctx context.Context, org *app.App) error {
			s, err := org.Settings(ctx)
			if err != nil {
				return err
			}
			if len(changes.set) > 0 || stdin {
				before := s.Mail
				for _, change := range changes.set {
					change(&s)
				}
				mail := changes.mail()
				if mail {
					c.fillMail(&s, before, changes.names)
				}
				if err := c.saveSettings(ctx, org, s, mail, password); err != nil {
					return err
				}
				c.held = true
			}
			return c.printSettings(&s, format)
		})
	}
}

// settingChanges are NAME=VALUE arguments that were understood.
type settingChanges struct {
	names []string
	set   []func(*data.Settings)
}

// mail reports whether a setting of mail is among them.
func (s settingChanges) mail() bool {
	return slices.ContainsFunc(s.names, func(name string) bool { return strings.HasPrefix(name, "mail.") })
}

// readSettings reads NAME=VALUE arguments; nothing is changed unless all of
// them are understood.
func readSettings(args []string) (changes settingChanges, wrong *usageError) {
	known := organizationSettings()
	for _, arg := range args {
		name, value, assigned := strings.Cut(arg, "=")
		name = strings.TrimSpace(name)
		at := slices.IndexFunc(known, func(s setting) bool { return s.name == name })
		if at < 0 {
			return changes, usage("setting_name", "name", name, "nearest", nearest(name, settingNames(known)))
		}
		s := known[at]
		if !assigned || !s.set(&data.Settings{}, value) {
			return changes, usage("setting_value."+s.wants, "name", s.name, "value", value)
		}
		changes.names = append(changes.names, name)
		changes.set = append(changes.set, func(to *data.Settings) { s.set(to, value) })
	}
	return changes, nil
}

func settingNames(list []setting) []string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = s.name
	}
	return names
}

// printSettings prints NAME=VALUE lines that can be given back, or one object
// by name.
func (c *call) printSettings(s *data.Settings, format string) error {
	list := organizationSettings()
	if format != "json" {
		for _, one := range list {
			if _, err := c.out.WriteString(one.name + "=" + printable(one.get(s)) + "\n"); err != nil {
				return err
			}
		}
		return nil
	}
	values := map[string]any{}
	for _, one := range list {
		switch text := one.get(s); {
		case one.number:
			values[one.name], _ = strconv.Atoi(text)
		case one.truth:
			values[one.name] = text == "true"
		default:
			values[one.name] = text
		}
	}
	return c.printJSON(struct {
		Version  int            `json:"version"`
		Settings map[string]any `json:"settings"`
	}{1, values})
}
