package users

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/plan"
	reports "headcount.app/headcount/app/report"
	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/task"
	"headcount.app/headcount/views/widgets"
)

func keysOf(users []*data.User) []data.UserKey {
	keys := make([]data.UserKey, len(users))
	for i, user := range users {
		keys[i] = user.Key
	}
	return keys
}

// askStatus asks before users are deactivated or reactivated, with the guards
// that this would trip.
func (u *usersScreen) askStatus(users []*data.User, to data.Status) {
	a := u.desk.App
	users = withoutStatus(users, to)
	if len(users) == 0 {
		return
	}
	task.Start(u.desk.Run, task.Task[*plan.Plan]{
		Key: "users plan",
		Work: func(ctx context.Context, _ task.Progress) (*plan.Plan, error) {
			return a.PlanStatus(ctx, keysOf(users), to)
		},
		Done: func(p *plan.Plan, err error) {
			if err != nil {
				u.desk.Fail(err)
				return
			}
			u.showStatusQuestion(users, to, p)
		},
	})
}

func withoutStatus(users []*data.User, s data.Status) []*data.User {
	var others []*data.User
	for _, user := range users {
		if user.Status != s {
			others = append(others, user)
		}
	}
	return others
}

// statusQuestion asks once before users are deactivated or reactivated; guards
// want their numbers first, as those of a file do.
type statusQuestion struct {
	screen  *usersScreen
	users   []*data.User
	to      data.Status
	plan    *plan.Plan
	dialog  *widgets.Dialog
	content *fyne.Container
	guards  []*widgets.Guard
	refused bool // it can't be done, whatever is typed
}

func (u *usersScreen) showStatusQuestion(users []*data.User, to data.Status, p *plan.Plan) {
	q := &statusQuestion{screen: u, users: users, to: to, plan: p}
	w := u.desk.Words
	key, importance := "users.ask.deactivate", widgets.DangerousPrimary
	if to == data.Active {
		key, importance = "users.ask.reactivate", widgets.Primary
	}
	q.content = widgets.VStack(12, widgets.NewParagraph(widgets.Body, w.N(key+".text", len(users))))
	q.dialog = &widgets.Dialog{Title: w.N(key, len(users), "name", users[0].Name()), Cancel: w.T("button.cancel"), Content: q.content}
	q.dialog.Default = widgets.NewButton(importance, w.N(key+".verb", len(users)), q.agree)
	for i := range p.Guards {
		if p.Guards[i].Impossible {
			q.refuse(&p.Guards[i])
			continue
		}
		q.dialog.Width = guardWidth
		q.addGuard(&p.Guards[i])
	}
	widgets.Able(q.dialog.Default, len(p.Guards) == 0)
	if len(q.guards) > 0 {
		q.dialog.First = q.guards[0].First()
	}
	u.question = q
	q.dialog.Show(u.desk.Window.Canvas())
}

// agree does it once every guard has been passed.
func (q *statusQuestion) agree() {
	if !q.passed() {
		return
	}
	consent := app.Consent{}
	for i := range q.plan.Guards {
		consent.Numbers = append(consent.Numbers, q.plan.Guards[i].Number)
	}
	q.dialog.Hide()
	q.screen.setStatus(q.users, q.to, consent)
}

// guardWidth is how wide a question with guards is: their sentences are long.
const guardWidth = 880

// refuse says below the question why it can't be answered with yes.
func (q *statusQuestion) refuse(g *plan.Guard) {
	title, text := desk.GuardSentences(q.screen.desk.Words, q.plan, g)
	box := desk.NewErrorBox(q.screen.desk.Words)
	box.Say(title, text, "")
	q.content.Add(box)
	q.refused = true
}

// addGuard puts a guard below the question.
func (q *statusQuestion) addGuard(g *plan.Guard) {
	w := q.screen.desk.Words
	title, _ := desk.GuardSentences(w, q.plan, g) // the text speaks of a file
	number := w.Number(g.Number)
	face := widgets.GuardFace{Number: strconv.Itoa(g.Number), MustLook: g.NamesFirst, Words: widgets.GuardWords{
		Title: title, Ask: w.T("screen.guard.ask", "number", number), Wrong: w.T("screen.guard.wrong", "number", number),
		Right: w.T("screen.guard.right"), LookFirst: w.T("screen.guard.lookfirst"),
	}}
	if g.NamesFirst {
		face.Words.Look = w.N("screen.guard.look", len(g.Lines))
	}
	guard := widgets.NewGuard(face)
	guard.OnPassed = func(bool) { widgets.Able(q.dialog.Default, q.passed()) }
	guard.OnLook = func() { q.list(g) }
	guard.OnNext = func() {
		if q.passed() {
			q.dialog.Default.Press()
		}
	}
	q.guards = append(q.guards, guard)
	q.content.Add(guard)
}

func (q *statusQuestion) passed() bool {
	return !q.refused && !slices.ContainsFunc(q.guards, func(g *widgets.Guard) bool { return !g.Passed() })
}

// mostListed is how many names a question lists; the list behind it has them all.
const mostListed = 200

// list shows whom a guard is about.
func (q *statusQuestion) list(g *plan.Guard) {
	w := q.screen.desk.Words
	people := desk.People(q.plan, g.Lines)
	if len(people) > mostListed {
		people = append(people[:mostListed:mostListed], w.N("plan.more", len(people)-mostListed))
	}
	q.content.Add(widgets.NewPanel(widgets.NewParagraph(widgets.CaptionText, strings.Join(people, ", "))))
	q.dialog.Refresh()
	if first := q.guards[0].First(); first != nil {
		q.screen.desk.Window.Canvas().Focus(first)
	}
}

// setStatus does it and offers to take it back.
func (u *usersScreen) setStatus(users []*data.User, to data.Status, c app.Consent) {
	a, w := u.desk.App, u.desk.Words
	task.Start(u.desk.Run, task.Task[*plan.Plan]{
		Key: "users write",
		Work: func(ctx context.Context, _ task.Progress) (*plan.Plan, error) {
			return a.SetStatus(ctx, keysOf(users), to, c)
		},
		Done: func(p *plan.Plan, err error) {
			if u.refused(err, p) {
				return
			}
			key := "users.done.deactivated"
			if to == data.Active {
				key = "users.done.reactivated"
			}
			u.state.ticked = map[data.UserKey]bool{}
			u.changed()
			u.desk.Say(w.N(key, len(users), "name", users[0].Name()), u.desk.UndoLast)
		},
	})
}

// refused tells of an error; a guard speaks for itself.
func (u *usersScreen) refused(err error, p *plan.Plan) bool {
	var refused *app.RefusedError
	if errors.As(err, &refused) && len(refused.Guards) > 0 && p != nil {
		desk.ShowFailure(u.desk, app.Message{Sentence: reports.GuardText(u.desk.Words, p, &refused.Guards[0])})
		return true
	}
	u.desk.Fail(err)
	return err != nil
}

// protect marks a user "Keep when absent from files", or takes the mark off.
func (u *usersScreen) protect(user data.User) {
	a, w := u.desk.App, u.desk.Words
	task.Start(u.desk.Run, task.Task[struct{}]{
		Key: "users write",
		Work: func(ctx context.Context, _ task.Progress) (struct{}, error) {
			if user.Protected {
				return struct{}{}, a.Unprotect(ctx, user.Key)
			}
			return struct{}{}, a.Protect(ctx, user.Key)
		},
		Done: func(_ struct{}, err error) {
			if err != nil {
				u.desk.Fail(err)
				return
			}
			u.changed()
			u.desk.Say(w.T(desk.PickKey(user.Protected, "users.done.unprotected", "users.done.protected"), "name", user.Name()), u.desk.UndoLast)
		},
	})
}
