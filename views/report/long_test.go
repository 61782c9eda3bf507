package report

import (
	"strings"
	"testing"

	"headcount.app/headcount/views/viewtest"
)

// longPeople are names, addresses and roles as long as they come.
func longPeople() []string {
	rows := viewtest.People()[:3]
	return append(rows,
		"maria-fernanda.de-albuquerque-cavalcanti-montenegro@vertriebsgesellschaft-norddeutschland.example.org;Maria Fernanda Conceição;de Albuquerque Cavalcanti Montenegro e Vasconcelos;shop-lyon-1, shop-villeneuve-saint-georges-gare-routiere, head-office;Sales rep;0000000000000123456",
		strings.Repeat("x", 60)+"@example.org;Wolfeschlegelsteinhausenbergerdorff;"+strings.Repeat("Bergerdorff", 12)+";shop-lyon-1;Sales rep;long",
	)
}

func TestALongReport(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		f := open(t, viewtest.Want{Language: language})
		f.Simulate(f.Write("long.csv", longPeople()...), "upload.create")
		viewtest.Golden(t, "report-long-"+language, f.Desk)
	}
}
