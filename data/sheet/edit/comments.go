package edit

import (
	"bytes"

	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/xlsx"
)

// comment makes the parts that remarks need: the texts, their drawings, and
// what points to both; remarks of an earlier copy go. It returns the
// relationship that the sheet has to point to, "" if it does already or nothing
// is remarked.
func (b *bookEdit) comment(sheet []byte) (legacy string, err error) {
	if b.edits.Author == "" {
		return "", nil
	}
	var cells []Edit
	for _, e := range b.edits.Cells {
		if e.Comment != "" {
			cells = append(cells, e)
		}
	}
	rels, err := b.ReadRelations(archive.PartName(b.sheet))
	if err != nil {
		return "", err
	}
	if _, found := rels.First("comments"); !found && len(cells) == 0 {
		return "", nil
	}
	r, err := b.commentTexts(rels, cells, isStrict(sheet))
	if err != nil {
		return "", err
	}
	if len(r.fresh)+len(r.gone) == 0 {
		return "", nil
	}
	return b.commentShapes(rels, legacyOf(sheet), r, isStrict(sheet))
}

// legacyOf is the relationship of the drawings that a sheet points to.
func legacyOf(sheet []byte) string {
	at := bytes.LastIndex(sheet, []byte("legacyDrawing "))
	if at < 0 {
		return ""
	}
	raw := sheet[at:]
	raw = raw[:bytes.IndexByte(raw, '>')+1]
	for i := 1; i < len(raw); i++ {
		if bytes.HasPrefix(raw[i:], []byte(":id")) {
			from := bytes.LastIndexByte(raw[:i], ' ') + 1
			value, _, _, _ := attributeOf(raw, string(raw[from:i])+":id")
			return value
		}
	}
	value, _, _, _ := attributeOf(raw, "id")
	return value
}

// commentTexts writes the texts and tells which cells need a drawing, or need
// theirs no more.
func (b *bookEdit) commentTexts(rels xlsx.Relations, cells []Edit, isStrict bool) (remarks, error) {
	r := remarks{author: b.edits.Author}
	rel, found := rels.First("comments")
	if !found {
		space := archive.Transitional + "spreadsheetml/2006/main"
		if isStrict {
			space = archive.Strict + "spreadsheetml/main"
		}
		empty := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<comments xmlns="` + space + `"><authors/><commentList/></comments>`
		text, err := r.write([]byte(empty), cells)
		if err != nil {
			return r, err
		}
		name := b.freeName("xl/comments%d.xml")
		b.added = append(b.added, addedPart{name, text})
		if err := b.addType(`Override PartName="/` + name + `" ContentType="` + xlsx.MainType + `comments+xml"`); err != nil {
			return r, err
		}
		return r, b.addRelation("comments", "comments", name, isStrict)
	}
	part, err := b.Target(archive.PartName(b.sheet), "comments", rel.Target)
	if err != nil {
		return r, err
	}
	text, err := b.content(part)
	if err != nil {
		return r, err
	}
	b.changed[part], err = r.write(text, cells)
	return r, err
}

// commentShapes writes the drawings of comments: without them no program but
// the newest shows any.
func (b *bookEdit) commentShapes(rels xlsx.Relations, legacy string, r remarks, isStrict bool) (string, error) {
	if legacy != "" {
		rel, found := rels.ByID[legacy]
		if !found {
			return "", notWhole("no drawings %q", legacy)
		}
		part, err := b.Target(archive.PartName(b.sheet), "drawings", rel.Target)
		if err != nil {
			return "", err
		}
		text, err := b.content(part)
		if err != nil {
			return "", err
		}
		text, ok := addShapes(dropShapes(text, r.gone), r.fresh)
		if !ok {
			return "", notWhole("drawings without an end")
		}
		b.changed[part] = text
		return "", nil
	}
	text, _ := addShapes([]byte(`<xml `+vmlSpaces+"></xml>"), r.fresh)
	name := b.freeName("xl/drawings/vmlDrawing%d.vml")
	b.added = append(b.added, addedPart{name, text})
	kinds, err := b.ReadTypes()
	if err != nil {
		return "", err
	}
	if _, known := kinds.Extensions["vml"]; !known {
		if err := b.addType(`Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"`); err != nil {
			return "", err
		}
	}
	return relationID("vmlDrawing"), b.addRelation("vmlDrawing", "vmlDrawing", name, isStrict)
}
