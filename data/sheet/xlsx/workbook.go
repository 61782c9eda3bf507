package xlsx

import (
	"archive/zip"
	"path"
	"strings"

	"headcount.app/headcount/data/sheet/archive"

	"headcount.app/headcount/data"
)

// Parts that tell what an archive is.
const (
	ContentTypes  = "[Content_Types].xml"
	packageRels   = "_rels/.rels"
	mimetypePart  = "mimetype"  // an OpenDocument file has it
	numbersPart   = "index.zip" // a Numbers document has it or Index/*.iwa
	iworkDocument = "Index/Document.iwa"
)

// MainType is how the content types of the parts of a workbook begin.
const MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

// Content types of the main part (SPEC S3.1).
var workbookTypes = map[string]bool{
	MainType + "sheet.main+xml":                                  true, // .xlsx
	MainType + "template.main+xml":                               true, // .xltx
	"application/vnd.ms-excel.sheet.macroenabled.main+xml":       true, // .xlsm
	"application/vnd.ms-excel.template.macroenabled.main+xml":    true, // .xltm
	"application/vnd.ms-excel.sheet.binary.macroenabled.main":    false,
	"application/vnd.ms-excel.template.binary.macroenabled.main": false,
}

// Types are the content types of the parts.
type Types struct {
	parts, Extensions map[string]string
}

// Of returns the content type of a part, in lower case.
func (t Types) Of(part string) string {
	if kind, found := t.parts[archive.PartKey(part)]; found {
		return kind
	}
	return t.Extensions[strings.TrimPrefix(strings.ToLower(path.Ext(part)), ".")]
}

// Relation is one relationship of a part.
type Relation struct {
	kind, Target string
	external     bool
}

// Relations are the relationships of a part by their ID.
type Relations struct {
	ByID  map[string]Relation
	order []string
}

// First returns the relationship of a kind that is written first.
func (r Relations) First(kind string) (Relation, bool) {
	for _, id := range r.order {
		if r.ByID[id].kind == kind && !r.ByID[id].external {
			return r.ByID[id], true
		}
	}
	return Relation{}, false
}

// ReadTypes reads [Content_Types].xml.
func (p *Pack) ReadTypes() (Types, error) {
	t := Types{map[string]string{}, map[string]string{}}
	f := p.Find(ContentTypes)
	if f == nil {
		return t, p.notWorkbook()
	}
	x, err := p.small(f)
	if err != nil {
		return t, err
	}
	if err := x.Root(archive.PackageTypes, "Types"); err != nil {
		return t, err
	}
	err = x.Children(func() error {
		kind, _ := x.Attr("ContentType")
		kind = strings.ToLower(kind)
		if name, found := x.Attr("PartName"); found && x.Is(archive.PackageTypes, "Override") {
			t.parts[archive.PartKey(name)] = kind
		} else if extension, found := x.Attr("Extension"); found && x.Is(archive.PackageTypes, "Default") {
			t.Extensions[strings.ToLower(extension)] = kind
		} else {
			return archive.Damaged(f.Name, "<%s> is no content type", x.Local)
		}
		return x.Skip()
	})
	if err != nil {
		return t, err
	}
	return t, x.Drain()
}

// notWorkbook says what an archive without content types is (SPEC S3.1).
func (p *Pack) notWorkbook() error {
	switch {
	case p.Has(iworkDocument) || p.Has(numbersPart):
		return data.Refuse(data.FileNumbers, nil)
	case p.Has(mimetypePart):
		return data.Refuse(data.FileODS, nil)
	case p.Has(packageRels):
		return archive.Damaged(ContentTypes, "the part is missing")
	}
	for _, f := range p.Files {
		if strings.HasPrefix(archive.PartKey(f.Name), "xl/") {
			return archive.Damaged(ContentTypes, "the part is missing")
		}
	}
	return data.Refuse(data.FileBinary, nil)
}

// ReadRelations reads the relationships of a part, "" for those of the
// package. A part without any has none.
func (p *Pack) ReadRelations(part string) (Relations, error) {
	r := Relations{ByID: map[string]Relation{}}
	folder, file := path.Split(part)
	f := p.Find(folder + "_rels/" + file + ".rels")
	if f == nil {
		return r, nil
	}
	x, err := p.small(f)
	if err != nil {
		return r, err
	}
	if err := x.Root(archive.Relationships, "Relationships"); err != nil {
		return r, err
	}
	err = x.Children(func() error {
		if !x.Is(archive.Relationships, "Relationship") {
			return archive.Damaged(f.Name, "<%s> is no relationship", x.Local)
		}
		id, _ := x.Attr("Id")
		kind, _ := x.Attr("Type")
		target, found := x.Attr("Target")
		mode, _ := x.Attr("TargetMode")
		if _, twice := r.ByID[id]; twice || id == "" || !found {
			return archive.Damaged(f.Name, "a relationship without a target or with the ID of another: %q", id)
		}
		r.ByID[id] = Relation{relationType(kind), target, mode == "External"}
		r.order = append(r.order, id)
		return x.Skip()
	})
	if err != nil {
		return r, err
	}
	return r, x.Drain()
}

// Target finds the part that a relationship of another part leads to.
func (p *Pack) Target(from, kind, target string) (*zip.File, error) {
	name := target
	if !strings.HasPrefix(target, "/") {
		name = path.Join(path.Dir(from), target)
	}
	f := p.Find(path.Clean(name))
	if f == nil {
		return nil, archive.Damaged(name, "the part with the %s is missing", kind)
	}
	return f, nil
}

// relationType takes the part that transitional and strict workbooks share off
// the type of a relationship: "worksheet", "styles".
func relationType(uri string) string {
	for _, base := range []string{
		archive.Transitional + "officeDocument/2006/relationships/",
		archive.Strict + "officeDocument/relationships/",
		archive.Transitional + "package/2006/relationships/",
	} {
		if kind, found := strings.CutPrefix(uri, base); found {
			return kind
		}
	}
	return ""
}
