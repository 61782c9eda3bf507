package sqlite

// children are what this binary does as a second process.
var children = map[string]func(path string) int{}
