//go:build !windows

package instance

const underWine = false
