package plan

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"headcount.app/headcount/data"
)

// countdown is a context that is cancelled once it was asked a number of times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancelled: planning ends with the context's error wherever it is
// cancelled, within a step too, and is asked again and again (SPEC S8.6).
func TestCancelled(t *testing.T) {
	base := exampleBase()
	file := &data.Table{Format: "csv", HeaderRow: 1, Header: []string{"Email", "First name", "Last name", "Role ID", "Permission profile"}}
	for i := range 3 * rowsPerCheck {
		file.Rows = append(file.Rows, data.Row{Number: i + 2, Cells: []data.Cell{
			{Text: fmt.Sprintf("u%d@x.fr", i)}, {Text: "U"}, {Text: "V"}, {Text: "head"}, {Text: "Manager"},
		}})
	}
	asked := 0
	for ; ; asked++ {
		p, err := BuildContext(&countdown{context.Background(), asked}, base, file, data.Options{})
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || p != nil {
			t.Fatalf("cancelled when asked %d times: %v, %v", asked, p, err)
		}
	}
	if asked < 18 {
		t.Errorf("asked only %d times for %d rows", asked, len(file.Rows))
	}
}
