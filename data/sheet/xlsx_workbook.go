package sheet

import (
	"archive/zip"
	"path"
	"strings"

	"headcount.app/headcount/data"
)

const mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

// Content types of the main part (SPEC S3.1).
var workbookTypes = map[string]bool{
	mainType + "sheet.main+xml":                                  true, // .xlsx
	mainType + "template.main+xml":                               true, // .xltx
	"application/vnd.ms-excel.sheet.macroenabled.main+xml":       true, // .xlsm
	"application/vnd.ms-excel.template.macroenabled.main+xml":    true, // .xltm
	"application/vnd.ms-excel.sheet.binary.macroenabled.main":    false,
	"application/vnd.ms-excel.template.binary.macroenabled.main": false,
}

// types are the content types of the parts.
type types struct {
	parts, extensions map[string]string
}

// of returns the content type of a part, in lower case.
func (t types) of(part string) string {
	if kind, found := t.parts[partKey(part)]; found {
		return kind
	}
	return t.extensions[strings.TrimPrefix(strings.ToLower(path.Ext(part)), ".")]
}

// relation is one relationship of a part.
type relation struct {
	kind, target string
	external     bool
}

// relations are the relationships of a part by their ID.
type relations struct {
	byID  map[string]relation
	order []string
}

// first returns the relationship of a kind that is written first.
func (r relations) first(kind string) (relation, bool) {
	for _, id := range r.order {
		if r.byID[id].kind == kind && !r.byID[id].external {
			return r.byID[id], true
		}
	}
	return relation{}, false
}

// readTypes reads [Content_Types].xml.
func (p *pack) readTypes() (types, error) {
	t := types{map[string]string{}, map[string]string{}}
	f := p.find(contentTypes)
	if f == nil {
		return t, p.notWorkbook()
	}
	x, err := p.small(f)
	if err != nil {
		return t, err
	}
	if err := x.root(packageTypes, "Types"); err != nil {
		return t, err
	}
	err = x.children(func() error {
		kind, _ := x.attr("ContentType")
		kind = strings.ToLower(kind)
		if name, found := x.attr("PartName"); found && x.is(packageTypes, "Override") {
			t.parts[partKey(name)] = kind
		} else if extension, found := x.attr("Extension"); found && x.is(packageTypes, "Default") {
			t.extensions[strings.ToLower(extension)] = kind
		} else {
			return damaged(f.Name, "<%s> is no content type", x.local)
		}
		return x.skip()
	})
	if err != nil {
		return t, err
	}
	return t, x.drain()
}

// notWorkbook says what an archive without content types is (SPEC S3.1).
func (p *pack) notWorkbook() error {
	switch {
	case p.has(iworkDocument) || p.has(numbersPart):
		return data.Refuse(data.FileNumbers, nil)
	case p.has(mimetypePart):
		return data.Refuse(data.FileODS, nil)
	case p.has(packageRels):
		return damaged(contentTypes, "the part is missing")
	}
	for name := range p.parts {
		if strings.HasPrefix(name, "xl/") {
			return damaged(contentTypes, "the part is missing")
		}
	}
	return data.Refuse(data.FileBinary, nil)
}

// readRelations reads the relationships of a part, "" for those of the
// package. A part without any has none.
func (p *pack) readRelations(part string) (relations, error) {
	r := relations{byID: map[string]relation{}}
	folder, file := path.Split(part)
	f := p.find(folder + "_rels/" + file + ".rels")
	if f == nil {
		return r, nil
	}
	x, err := p.small(f)
	if err != nil {
		return r, err
	}
	if err := x.root(relationships, "Relationships"); err != nil {
		return r, err
	}
	err = x.children(func() error {
		if !x.is(relationships, "Relationship") {
			return damaged(f.Name, "<%s> is no relationship", x.local)
		}
		id, _ := x.attr("Id")
		kind, _ := x.attr("Type")
		target, found := x.attr("Target")
		mode, _ := x.attr("TargetMode")
		if _, twice := r.byID[id]; twice || id == "" || !found {
			return damaged(f.Name, "a relationship without a target or with the ID of another: %q", id)
		}
		r.byID[id] = relation{relationType(kind), target, mode == "External"}
		r.order = append(r.order, id)
		return x.skip()
	})
	if err != nil {
		return r, err
	}
	return r, x.drain()
}

// target finds the part that a relationship of another part leads to.
func (p *pack) target(from, kind, target string) (*zip.File, error) {
	name := target
	if !strings.HasPrefix(target, "/") {
		name = path.Join(path.Dir(from), target)
	}
	f := p.find(path.Clean(name))
	if f == nil {
		return nil, damaged(name, "the part with the %s is missing", kind)
	}
	return f, nil
}
