package workbook

import "headcount.app/headcount/data"

// MaxColumns is Excel's own limit on columns.
const MaxColumns = 1 << 14

// RowSink takes the rows of a sheet, blank ones too. The cells are good until
// it returns; the last of them is not blank. It returns false to stop.
type RowSink func(number int, hidden bool, cells []data.Cell) (more bool, err error)

// stopped tells that the sink wants no more rows.
type stopped struct{}

func (stopped) Error() string { return "stopped" }

// Grid gathers the cells of one sheet, row after row, and what the sheet says of
// them beside.
type Grid struct {
	// Row and column are those of the cell being read, counted from 1.
	Row, Column int
	// rows is how many there were.
	Rows int
	// followLinks puts the addresses of the sheet's links into the rows of a grid,
	// nil if it has none.
	FollowLinks func(g *Grid, rows []data.Row) error

	part   string
	texts  *TextStore
	sink   RowSink
	cells  []data.Cell // of the row, as far as the last cell that holds something
	shown  []data.Shown
	merged []Merged
	linked int // cells visited for links
}

// NewGrid gathers the cells of a sheet, the name of whose part stands in refusals.
// Without a sink nothing is kept.
func NewGrid(part string, texts *TextStore, sink RowSink) *Grid {
	return &Grid{part: part, texts: texts, sink: sink}
}

// BeginRow starts the row with the number.
func (g *Grid) BeginRow(number int) {
	g.Row, g.Column, g.cells = number, 0, g.cells[:0]
	g.Rows++
}

// EndRow hands over the row that has been read. Its error says too that no more
// rows are wanted.
func (g *Grid) EndRow(hidden bool) error {
	if g.sink == nil {
		return nil
	}
	if more, err := g.sink(g.Row, hidden, g.cells); err != nil || !more {
		if err == nil {
			err = stopped{}
		}
		return err
	}
	return nil
}

// Idle reports whether nobody wants what is read.
func (g *Grid) Idle() bool { return g.sink == nil }

// Put puts the cell at column, whose text is given as bytes or as a string. Blank cells at its end are left out.
func (g *Grid) Put(text []byte, shared string, kind data.CellKind) {
	if kind != data.Uncomputed && !visible(text, shared) {
		return
	}
	if g.sink == nil {
		return
	}
	for len(g.cells) < g.Column-1 {
		g.cells = append(g.cells, data.Cell{})
	}
	if len(text) > 0 {
		shared = g.texts.keep(text)
	}
	g.cells = append(g.cells, data.Cell{Text: shared, Kind: kind})
}

// show remembers what a cell shows that is read as the target of its link.
func (g *Grid) show(row, column int, text []byte, shared string) {
	if g.sink == nil {
		return
	}
	if len(text) > 0 {
		shared = g.texts.keep(text)
	}
	g.shown = append(g.shown, data.Shown{Row: int32(row), Column: int32(column), Text: shared})
}

// visible reports whether a text shows anything: spaces alone do not.
func visible(text []byte, shared string) bool {
	if len(text) > 0 {
		return text[0] > ' ' && text[0] < 0x7F || !(data.Cell{Text: string(text)}).Blank()
	}
	return shared != "" && (shared[0] > ' ' && shared[0] < 0x7F || !(data.Cell{Text: shared}).Blank())
}

// PutText puts a text: the address of its link if it is none itself (SPEC S3.5).
func (g *Grid) PutText(text []byte, shared, address string) {
	kind := data.Text
	if address != "" && visible(text, shared) && !isAddress(string(text)+shared) {
		g.show(g.Row, g.Column-1, text, shared)
		text, shared, kind = nil, address, data.Link
	}
	g.Put(text, shared, kind)
}

// PutNumber puts a number, written as it is shown.
func (g *Grid) PutNumber(number []byte, kind data.CellKind, computed data.Formula) {
	before := len(g.cells)
	g.Put(number, "", kind)
	if computed != data.NoFormula && len(g.cells) > before {
		g.cells[len(g.cells)-1].Formula = computed
	}
}

// Width is how many cells the row has, as far as the last that holds something.
func (g *Grid) Width() int { return len(g.cells) }
