package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"headcount.app/headcount/views/desk"
	"headcount.app/headcount/views/viewtest"
	"headcount.app/headcount/views/widgets"
)

// longPeople are names, addresses and roles as long as they come.
func longPeople() []string {
	rows := viewtest.People()[:3]
	return append(rows,
		"maria-fernanda.de-albuquerque-cavalcanti-montenegro@vertriebsgesellschaft-norddeutschland.example.org;Maria Fernanda Conceição;de Albuquerque Cavalcanti Montenegro e Vasconcelos;shop-lyon-1, shop-villeneuve-saint-georges-gare-routiere, head-office;Sales rep;0000000000000123456",
		strings.Repeat("x", 60)+"@example.org;Wolfeschlegelsteinhausenbergerdorff;"+strings.Repeat("Bergerdorff", 12)+";shop-lyon-1;Sales rep;long",
	)
}

func TestStatesThatOtherTestsDoNotReach(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		u := f.users()
		f.open(desk.PlaceUsers)
		u.locked = true
		u.show()
		viewtest.Golden(t, "users-read-only-"+language, f.Desk)
		u.locked = false
		u.show()
		widgets.ShowMenu(f.Window.Canvas(), fyne.NewPos(900, 300), u.menuOf(named(t, u, "zoe@example.org")))
		viewtest.Golden(t, "users-menu-"+language, f.Desk)
		f.Window.Canvas().Overlays().Remove(f.Window.Canvas().Overlays().Top())
		report := f.upload(f.writeUsers("long.csv", longPeople()...))
		report.state.options.CreateRoles = true
		report.run()
		viewtest.Golden(t, "report-long-"+language, f.Desk)
	}
}
