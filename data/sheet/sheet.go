package sheet

import (
	"context"
	"io"

	"headcount.app/headcount/data"
)

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
		return readXLSX(ctx, r, size, o)
	case kindText:
		return readCSV(ctx, r, size, o)
	}
	return nil, data.Refuse(string(k), nil)
}
