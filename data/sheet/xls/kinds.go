package xls

// Kinds of records that a part of a sheet can hold, as ranges. A record of another
// kind that is long enough may have been a cell before its number was damaged.
var sheetKinds = [][2]uint16{
	{0x0006, 0x0006},
	{0x000C, 0x001D},
	{0x0022, 0x0023},
	{0x0026, 0x002B},
	{0x0033, 0x0033},
	{0x003C, 0x003D},
	{0x0040, 0x0042},
	{0x004D, 0x004D},
	{0x0050, 0x0055},
	{0x0059, 0x0063},
	{0x007D, 0x007D},
	{0x007F, 0x0086},
	{0x008C, 0x0096},
	{0x0097, 0x00A1},
	{0x00A9, 0x00B9},
	{0x00BD, 0x00BE},
	{0x00C1, 0x00DD},
	{0x00E2, 0x00F9},
	{0x0100, 0x010D},
	{0x013D, 0x0160},
	{0x0193, 0x01C3},
	{0x0200, 0x0208},
	{0x020B, 0x020B},
	{0x0221, 0x0225},
	{0x0236, 0x0236},
	{0x023E, 0x023E},
	{0x027E, 0x027E},
	{0x04BC, 0x04BC},
	{0x0800, 0x08FF},
	{0x1000, 0x10FF},
}

// lengths are how long records can be whose length never varies, by the shortest and
// the longest: a cell that became one of them by a changed number is longer.
var lengths = map[uint16][2]int{
	0x000C: {2, 2}, 0x000D: {2, 2}, 0x000F: {2, 2}, 0x0010: {8, 8}, 0x0011: {2, 2}, 0x0012: {2, 2}, 0x0013: {2, 2}, 0x0019: {2, 2},
	0x0022: {2, 2}, 0x0026: {8, 8}, 0x0027: {8, 8}, 0x0028: {8, 8}, 0x0029: {8, 8}, 0x002A: {2, 2}, 0x002B: {2, 2}, 0x0055: {2, 2}, 0x005F: {2, 2}, 0x0063: {2, 2},
	0x0080: {8, 8}, 0x0082: {2, 2}, 0x0083: {2, 2}, 0x0084: {2, 2}, 0x0099: {2, 2}, 0x00A0: {4, 4}, 0x00DD: {2, 2}, 0x0225: {4, 4},
	0x007D: {11, 12},
}

// checkKind refuses a record that no sheet has.
func checkKind(r record) error {
	const shortestCell = 6
	known := len(r.body) < shortestCell
	for _, kinds := range sheetKinds {
		known = known || r.kind >= kinds[0] && r.kind <= kinds[1]
	}
	if length, fixed := lengths[r.kind]; fixed && (len(r.body) < length[0] || len(r.body) > length[1]) {
		known = false
	}
	if !known {
		return damaged("a record %#x of %d bytes at %d", r.kind, len(r.body), r.at)
	}
	return nil
}
