package edit

import (
	"context"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/xlsx"
)

// kindsByEnding are the content types that Excel wants of a workbook by the
// ending of its name: one of another kind it does not open.
var kindsByEnding = map[string]string{
	".xlsx": xlsx.MainType + "sheet.main+xml",
	".xltx": xlsx.MainType + "template.main+xml",
	".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
	".xltm": "application/vnd.ms-excel.template.macroEnabled.main+xml",
}

// setKind makes the workbook one of the kind that the name of the copy says. A
// name without macros cannot be given to a workbook that has some.
func (b *bookEdit) setKind() error {
	wanted := kindsByEnding[b.edits.Ending]
	if wanted == "" {
		return nil
	}
	kinds, err := b.ReadTypes()
	if err != nil {
		return err
	}
	main, _, err := b.mainRelations()
	if err != nil {
		return err
	}
	present := kinds.Of(archive.PartName(main))
	switch {
	case present == strings.ToLower(wanted):
		return nil
	case strings.Contains(present, "macroenabled") && !strings.Contains(wanted, "macroEnabled"):
		return data.Refuse(data.FileMacros, nil)
	}
	part := b.Find(xlsx.ContentTypes)
	text, err := b.present(part)
	if err != nil {
		return err
	}
	for t := (tags{text: text}); ; {
		next, more := t.next()
		if !more {
			return b.addType(`Override PartName="/` + archive.PartName(main) + `" ContentType="` + wanted + `"`)
		}
		raw := text[next.from:next.to]
		if name, _, _, found := attributeOf(raw, "PartName"); found && archive.PartKey(name) == archive.PartKey(archive.PartName(main)) {
			b.changed[part] = join(text[:next.from], string(withAttribute(raw, "ContentType", wanted)), text[next.to:])
			return nil
		}
	}
}

// recalculate makes programs calculate all formulas when they open the copy:
// some may depend on a cell that was corrected.
func (b *bookEdit) recalculate() error {
	main, _, err := b.mainRelations()
	if err != nil {
		return err
	}
	text, err := b.present(main)
	if err != nil {
		return err
	}
	for t := (tags{text: text}); ; {
		next, more := t.next()
		if !more {
			return nil
		}
		if next.name == "calcPr" && !next.closing {
			b.changed[main] = join(text[:next.from], string(withAttribute(text[next.from:next.to], "fullCalcOnLoad", "1")), text[next.to:])
			return nil
		}
	}
}

// Signed returns the last column whose header bears a comment of the author
// given, as the Problem column of an annotated copy does; -1 if none does.
func Signed(ctx context.Context, r io.ReaderAt, size int64, t *data.Table, author string) (int, error) {
	p, err := xlsx.Open(ctx, r, size, func(int64, int64) {})
	if err != nil {
		return -1, err
	}
	book, err := xlsx.OpenWorkbook(p)
	if err != nil {
		return -1, err
	}
	part := book.PartOf(t.Sheet)
	if part == nil {
		return -1, notWhole("no sheet %q", t.Sheet)
	}
	b := &bookEdit{Pack: p, sheet: part}
	rels, err := b.ReadRelations(archive.PartName(part))
	if err != nil {
		return -1, err
	}
	rel, found := rels.First("comments")
	if !found {
		return -1, nil
	}
	comments, err := b.Target(archive.PartName(part), "comments", rel.Target)
	if err != nil {
		return -1, err
	}
	text, err := b.content(comments)
	if err != nil {
		return -1, err
	}
	column := -1
	_, all, _ := readComments(text)
	for i := range all {
		if _, _, ours := ownParagraph(all[i].full(), author); !ours {
			continue
		}
		if c, row, err := excelize.CellNameToCoordinates(all[i].ref); err == nil && row == t.HeaderRow && c <= len(t.Header) {
			column = max(column, c-1)
		}
	}
	return column, nil
}
