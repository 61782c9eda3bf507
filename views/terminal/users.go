package terminal

import (
	"context"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
)

// statusFilters are the words of --status.
var statusFilters = map[string]app.StatusFilter{
	"active": app.OnlyActive, "deactivated": app.OnlyDeactivated, "all": app.AllUsers,
}

func defineStatus(f *flags, p *string) {
	*p = "active"
	f.choice("status", p, "active", "deactivated", "all")
}

func defineFormat(f *flags, p *string) {
	*p = "text"
	f.choice("format", p, "text", "json")
}

type userOptions struct{ search, status, format string }

func defineUsers(f *flags) action {
	var o userOptions
	f.text("search", "TEXT", &o.search)
	defineStatus(f, &o.status)
	defineFormat(f, &o.format)
	return func(ctx context.Context, c *call) error {
		return c.reading(ctx, func(ctx context.Context, org *app.App) error {
			d, err := org.Directory(ctx)
			if err != nil {
				return err
			}
			defer c.sayDamage(d)
			found := d.Find(app.Query{Text: o.search, Status: statusFilters[o.status], Order: app.Order{By: data.LastName}})
			if o.format == "json" {
				return c.usersJSON(found)
			}
			c.usersTable(found)
			c.say(c.words.N("terminal.users.found", len(found)))
			return nil
		})
	}
}

// sayDamage says that the list can be relied on, and the history behind it cannot.
func (c *call) sayDamage(d *app.Directory) {
	if d.Damage != nil {
		c.say("headcount: " + app.Explain(d.Damage, c.words).String())
	}
}

func (c *call) usersTable(users []*data.User) {
	if len(users) == 0 {
		return
	}
	fields := []data.Field{data.Email, data.FirstName, data.LastName, data.RoleID, data.PermissionProfile, data.ID, data.StatusField}
	header := make([]string, len(fields))
	for i, f := range fields {
		header[i] = f.Header(c.words.Language())
	}
	rows := make([][]string, len(users))
	for i, u := range users {
		for _, f := range fields {
			text := u.Get(f)
			if f == data.StatusField {
				text = data.StatusWord(u.Status, c.words.Language())
			}
			rows[i] = append(rows[i], text)
		}
	}
	table(c.out, header, rows)
}

// userJSON is a user as users --format json prints them: the user of SPEC S6.6
// and whether they are protected.
type userJSON struct {
	report.User
	Protected bool `json:"protected"`
}

func (c *call) usersJSON(users []*data.User) error {
	list := make([]userJSON, len(users))
	for i, u := range users {
		list[i] = userJSON{*report.UserJSON(u), u.Protected}
	}
	return c.printJSON(struct {
		Version int        `json:"version"`
		Users   []userJSON `json:"users"`
	}{1, list})
}
