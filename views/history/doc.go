// Package history lists the uploads and opens each as the report that it was, and what
// undoing it, or all since a day, would change.
package history
