package terminal

import (
	"context"
	"strconv"
	"strings"

	"headcount/app"
	"headcount/data"
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
	return list
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
	defineFormat(f, &format)
	return func(ctx context.Context, c *call) error {
		changes, wrong := readSettings(c.operands)
		if wrong != nil {
			return wrong
		}
		open := c.reading
		if len(changes) > 0 {
			open = c.writing
		}
		return open(ctx, func(ctx context.Context, org *app.App) error {
			s, err := org.Settings(ctx)
			if err != nil {
				return err
			}
			if len(changes) > 0 {
				for _, change := range changes {
					change(&s)
				}
				if err := org.SaveSettings(ctx, s); err != nil {
					return err
				}
			}
			return c.printSettings(&s, format)
		})
	}
}

// readSettings reads NAME=VALUE arguments; nothing is changed unless all of
// them are understood.
func readSettings(args []string) ([]func(*data.Settings), *usageError) {
	known := organizationSettings()
	var changes []func(*data.Settings)
	for _, arg := range args {
		name, value, assigned := strings.Cut(arg, "=")
		found := false
		for _, s := range known {
			if s.name != strings.TrimSpace(name) {
				continue
			}
			if !assigned || !s.set(&data.Settings{}, value) {
				return nil, usage("setting_value."+s.wants, "name", s.name, "value", value)
			}
			found = true
			changes = append(changes, func(to *data.Settings) { s.set(to, value) })
		}
		if !found {
			return nil, usage("setting_name", "name", name, "nearest", nearest(name, settingNames(known)))
		}
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
