package plan

import (
	"fmt"
	"slices"
	"testing"

	"headcount.app/headcount/data"
)

// crowd is an organization of n users, and the file that says the same of them.
func crowd(n int) (*data.Base, *data.Table) {
	base := exampleBase()
	base.Roles, base.Users = nil, make([]data.User, 0, n)
	for i := range 200 {
		base.Roles = append(base.Roles, data.Role{ID: fmt.Sprintf("shop-%03d", i)})
	}
	for i := range n {
		u := data.User{
			Key: data.UserKey(i + 1), Email: fmt.Sprintf("first.last%d@example.fr", i), FirstName: fmt.Sprintf("Zoë%d", i%977), LastName: fmt.Sprintf("Bäcker%d", i%7919),
			Roles: data.RoleIDs(fmt.Sprintf("shop-%03d", i%200)), Profile: "Sales rep", ID: fmt.Sprintf("%08d", i), JobTitle: "Sales assistant", Phone: fmt.Sprintf("+33 6 %08d", i),
		}
		if i == 0 {
			u.Profile = "Administrator"
		}
		base.Users = append(base.Users, u)
	}
	return base, exported(base.Users)
}

// exported is the file that an export of users gives.
func exported(users []data.User) *data.Table {
	t := &data.Table{Format: "xlsx", Sheet: "Users", HeaderRow: 1}
	var fields []data.Field
	for _, info := range data.Fields {
		if info.Field != data.StatusField {
			fields = append(fields, info.Field)
			t.Header = append(t.Header, info.Field.Header("en"))
		}
	}
	for i := range users {
		cells := make([]data.Cell, len(fields))
		for k, f := range fields {
			cells[k].Text = users[i].Get(f)
		}
		t.Rows = append(t.Rows, data.Row{Number: i + 2, Cells: cells})
	}
	return t
}

// change gives every nth row another role and takes every 50th user out.
func change(t *data.Table, every int) *data.Table {
	changed := *t
	changed.Rows = nil
	for i, row := range t.Rows {
		if i%50 == 49 {
			continue
		}
		if i%every == 0 {
			row.Cells = append([]data.Cell{}, row.Cells...)
			row.Cells[data.UserSchema.Place(data.RoleID)].Text = fmt.Sprintf("shop-%03d", (i+7)%200)
		}
		changed.Rows = append(changed.Rows, row)
	}
	return &changed
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		base, same := crowd(n)
		for _, c := range []struct {
			name string
			file *data.Table
		}{{"same", same}, {"changed", change(same, 10)}, {"all", change(same, 1)}} {
			b.Run(fmt.Sprintf("%d/%s", n, c.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Build(base, c.file, data.Options{DeactivateAbsent: true}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkOwnFields compares planning with ten fields of the organization's
// own, all filled, with planning without (SPEC S14.2).
func BenchmarkOwnFields(b *testing.B) {
	base, file := crowd(100_000)
	own := make([]data.FieldInfo, 10)
	for k := range own {
		own[k] = data.NewOwnField(fmt.Sprintf("Field %d", k))
	}
	rich := *base
	schema, err := data.NewSchema(own...)
	if err != nil {
		b.Fatal(err)
	}
	rich.Users, rich.Schema = slices.Clone(base.Users), schema
	for i := range rich.Users {
		for k := range own {
			rich.Users[i].Set(own[k].Field, fmt.Sprintf("value %d of %d", k, i))
		}
	}
	wide := *file
	wide.Header, wide.Rows = slices.Clone(file.Header), slices.Clone(file.Rows)
	for k := range own {
		wide.Header = append(wide.Header, own[k].Name)
		for i := range wide.Rows {
			wide.Rows[i].Cells = append(slices.Clip(wide.Rows[i].Cells), data.Cell{Text: rich.Users[i].Get(own[k].Field)})
		}
	}
	for name, c := range map[string]struct {
		base *data.Base
		file *data.Table
	}{"without": {base, file}, "with": {&rich, &wide}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Build(c.base, c.file, data.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCodec(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		base, same := crowd(n)
		file := change(same, 10)
		p, err := Build(base, file, data.Options{DeactivateAbsent: true})
		if err != nil {
			b.Fatal(err)
		}
		stored, table := encode(p), encodeTable(file)
		b.Run(fmt.Sprintf("encode/%d", n), func(b *testing.B) {
			for b.Loop() {
				encode(p)
			}
			b.ReportMetric(float64(len(stored))/float64(n), "B/line")
		})
		b.Run(fmt.Sprintf("decode/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := decode(stored); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("encodetable/%d", n), func(b *testing.B) {
			for b.Loop() {
				encodeTable(file)
			}
			b.ReportMetric(float64(len(table))/float64(n), "B/line")
		})
		b.Run(fmt.Sprintf("decodetable/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := decodeTable(table); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
