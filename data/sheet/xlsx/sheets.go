package xlsx

import (
	"archive/zip"
	"strings"

	"headcount.app/headcount/data/sheet/workbook"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data"
)

// worksheet is one sheet of the workbook.
type worksheet struct {
	name   string
	hidden bool
	part   *zip.File
}

// Workbook is a workbook with everything that its cells point into.
type Workbook struct {
	*Pack
	sheets   []worksheet
	strings  *stringTable
	styles   []workbook.Format
	date1904 bool
	mark     *data.ExportMark
}

// OpenWorkbook reads everything but the sheets.
func OpenWorkbook(p *Pack) (*Workbook, error) {
	w := &Workbook{Pack: p}
	kinds, err := p.ReadTypes()
	if err != nil {
		return nil, err
	}
	root, err := p.ReadRelations("")
	if err != nil {
		return nil, err
	}
	main, err := p.MainPart(kinds, root)
	if err != nil {
		return nil, err
	}
	rels, err := p.ReadRelations(archive.PartName(main))
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, rels); err != nil {
		return nil, err
	}
	if err := w.readTables(main, kinds, rels); err != nil {
		return nil, err
	}
	w.mark, err = p.readMark(root)
	return w, err
}

// MainPart finds the workbook part; its content type decides (SPEC S3.1).
func (p *Pack) MainPart(kinds Types, root Relations) (*zip.File, error) {
	rel, found := root.First("officeDocument")
	if !found {
		return nil, archive.Damaged(packageRels, "no workbook")
	}
	main, err := p.Target("", "workbook", rel.Target)
	if err != nil {
		return nil, err
	}
	kind := kinds.Of(main.Name)
	switch readable, known := workbookTypes[kind]; {
	case readable:
		return main, nil
	case known:
		return nil, data.Refuse(data.FileXLSB, nil)
	case strings.Contains(kind, "wordprocessingml") || strings.Contains(kind, "presentationml") || strings.Contains(kind, "vnd.ms-word") ||
		strings.Contains(kind, "vnd.ms-powerpoint") || strings.Contains(kind, "visio") || strings.Contains(kind, "drawing"):
		return nil, data.Refuse(data.FileBinary, nil)
	}
	return nil, archive.Damaged(ContentTypes, "the main part is of the type %q", kind)
}

// readSheets reads the workbook part: the sheets in their order, and the
// beginning of the calendar.
func (w *Workbook) readSheets(main *zip.File, rels Relations) error {
	x, err := w.small(main)
	if err != nil {
		return err
	}
	if err := x.Root(archive.Spreadsheet, "workbook"); err != nil {
		return err
	}
	err = x.Children(func() error {
		switch {
		case x.Is(archive.Spreadsheet, "workbookPr"):
			w.date1904 = Truth(x.Attr("date1904"))
		case x.Is(archive.Spreadsheet, "sheets"):
			return x.Children(func() error { return w.addSheet(x, main, rels) })
		}
		return x.Skip()
	})
	if err != nil {
		return err
	}
	return x.Drain()
}

// addSheet adds the sheet just started. Chart and dialog sheets have no cells.
func (w *Workbook) addSheet(x *xmlReader, main *zip.File, rels Relations) error {
	if !x.Is(archive.Spreadsheet, "sheet") {
		return x.OnlyExtensions()
	}
	name, _ := x.Attr("name")
	state, _ := x.Attr("state")
	id, _ := x.AttrIn(archive.RelationIDs, "id")
	if id == "" {
		return x.Skip() // a module of old macros has no part
	}
	rel, found := rels.ByID[id]
	if !found || rel.external {
		return archive.Damaged(main.Name, "the sheet %q has no part", name)
	}
	part, err := w.Target(archive.PartName(main), "sheet "+name, rel.Target)
	if err != nil {
		return err
	}
	switch rel.kind {
	case "worksheet":
		for _, s := range w.sheets {
			if s.part == part || strings.EqualFold(s.name, name) {
				return archive.Damaged(main.Name, "the sheet %q is there twice", name)
			}
		}
		w.sheets = append(w.sheets, worksheet{name, state != "" && state != "visible", part})
	case "chartsheet", "dialogsheet":
	default:
		if !strings.HasPrefix(rel.kind, "xl") && rel.kind != "" {
			return archive.Damaged(main.Name, "the sheet %q is a %s", name, rel.kind)
		}
	}
	return x.Skip()
}

// readTables reads the shared strings and the styles. A workbook may have
// neither, but one that has a part with them must say where it is.
func (w *Workbook) readTables(main *zip.File, kinds Types, rels Relations) error {
	var tables [2]*zip.File
	for i, kind := range []string{"sharedStrings", "styles"} {
		rel, found := rels.First(kind)
		if found {
			// Without the part the cells that need it are what is damaged.
			tables[i], _ = w.Target(archive.PartName(main), kind, rel.Target)
			continue
		}
		for _, f := range w.Files {
			if kinds.Of(f.Name) == strings.ToLower(MainType+kind+"+xml") {
				return archive.Damaged(f.Name, "the workbook does not lead to its %s", kind)
			}
		}
	}
	shown := uint64(0)
	for _, s := range w.sheets {
		shown += s.part.UncompressedSize64
	}
	var err error
	if w.strings, err = w.readStrings(tables[0], shown); err != nil {
		return err
	}
	w.styles, err = w.readStyles(tables[1])
	return err
}

// Truth reads a boolean attribute.
func Truth(value string, found bool) bool {
	return found && (value == "1" || value == "true" || value == "on")
}

// PartOf is the part of a sheet, nil if there is no such sheet.
func (w *Workbook) PartOf(sheet string) *zip.File {
	for _, s := range w.sheets {
		if s.name == sheet {
			return s.part
		}
	}
	return nil
}
