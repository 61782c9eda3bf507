package sheettest

import (
	"fmt"
	"strconv"
)

// People are rows of a list of eight columns with its header, for measuring.
func People(rows int) [][]string {
	all := [][]string{Headers8}
	for i := range rows {
		all = append(all, []string{
			fmt.Sprintf("person.%d@bellerive.example", i), "First" + strconv.Itoa(i%997), "Last" + strconv.Itoa(i%7919),
			"role-" + strconv.Itoa(i%50), "Sales rep", strconv.Itoa(100000 + i), "Position " + strconv.Itoa(i%30),
			fmt.Sprintf("+336%08d", i*7919%100000000),
		})
	}
	return all
}
