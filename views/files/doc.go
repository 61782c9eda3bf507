// Package files asks which file to open and where to save one: with the dialog of the
// system where a desktop portal answers, else with its own. It hides D-Bus and what folders
// a system has.
package files
