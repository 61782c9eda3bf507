package plan

import "headcount.app/headcount/data"

// AsShown returns the table with the target of a link only in the Email
// column: in any other the text that is shown counts (SPEC S3.5). The mapping
// is that of Columns.
func AsShown(schema *data.Schema, file *data.Table, mapping map[string]string) *data.Table {
	if len(file.Shown) == 0 {
		return file
	}
	columns, _ := recognise(schema, file, mapping)
	return file.AsShown(func(column int) bool {
		return column < len(columns) && columns[column].Field == data.Email
	})
}
