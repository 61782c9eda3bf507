package widgets

// Checks are the boxes of the names that a guard wants ticked, none where it asks for a
// number.
func (g *Guard) Checks() []*Check { return g.checks }
