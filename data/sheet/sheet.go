package sheet

import (
	"context"
	"io"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/csv"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/html"
	"headcount.app/headcount/data/sheet/ods"
	"headcount.app/headcount/data/sheet/xls"
	"headcount.app/headcount/data/sheet/xlsx"
)

// ReadOptions say how a file is read. The zero value reads a user file.
type ReadOptions = head.Options

// Read reads the table in a file of size bytes (SPEC S3). What kind of file it
// is is judged by its content (SPEC S3.1). A file that is refused is a
// *data.FileError; a cancelled context is the context's error; any other
// error comes from r. The table keeps nothing of r.
func Read(ctx context.Context, r io.ReaderAt, size int64, o ReadOptions) (*data.Table, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	k, err := sniff(r, size)
	if err != nil {
		return nil, err
	}
	switch k {
	case kindZIP:
		return xlsx.Read(ctx, r, size, o)
	case kindODS:
		return ods.Read(ctx, r, size, o)
	case kindXLS:
		return xls.Read(ctx, r, size, o)
	case kindHTML:
		return html.Read(ctx, r, size, o)
	case kindText:
		return csv.Read(ctx, r, size, o)
	}
	return nil, data.Refuse(string(k), nil)
}

// Encodings are the names of those that a text file can be read in when a
// person says which it is (SPEC S3A.7).
func Encodings() []string { return csv.Encodings() }
