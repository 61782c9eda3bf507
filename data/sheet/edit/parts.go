package edit

import (
	"archive/zip"
	"fmt"
	"path"
	"strings"

	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/xlsx"
)

func relationID(kind string) string { return "rIdHeadcount" + strings.ToUpper(kind[:1]) + kind[1:] }

// addRelation makes the sheet lead to a part.
func (b *bookEdit) addRelation(kind, id, name string, isStrict bool) error {
	folder, file := path.Split(archive.PartName(b.sheet))
	base := archive.Transitional + "officeDocument/2006/relationships/"
	if isStrict {
		base = archive.Strict + "officeDocument/relationships/"
	}
	element := `Relationship Id="` + relationID(id) + `" Type="` + base + kind + `" Target="` + relative(folder, name) + `"`
	rels := folder + "_rels/" + file + ".rels"
	part := b.Find(rels)
	if part == nil {
		for i := range b.added {
			if b.added[i].name == rels {
				b.added[i].content, _ = insertBefore(b.added[i].content, "Relationships", func(p string) string { return "<" + p + element + "/>" })
				return nil
			}
		}
		b.added = append(b.added, addedPart{rels, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
			`<Relationships xmlns="` + archive.Transitional + `package/2006/relationships"><` + element + `/></Relationships>`)})
		return nil
	}
	return b.addElement(part, "Relationships", element)
}

// relative is the target that leads from a folder to a part.
func relative(folder, name string) string {
	up := ""
	for folder != "" && !strings.HasPrefix(name, folder) {
		up += "../"
		folder, _ = path.Split(strings.TrimSuffix(folder, "/"))
	}
	return up + strings.TrimPrefix(name, folder)
}

func (b *bookEdit) addType(element string) error {
	return b.addElement(b.Find(xlsx.ContentTypes), "Types", element)
}

// addElement puts an element before the end of a part.
func (b *bookEdit) addElement(part *zip.File, root, element string) error {
	text, err := b.present(part)
	if err != nil {
		return err
	}
	text, ok := insertBefore(text, root, func(p string) string { return "<" + p + element + "/>" })
	if !ok {
		return notWhole("%s has no end", part.Name)
	}
	b.changed[part] = text
	return nil
}

// present is a part as it is so far.
func (b *bookEdit) present(part *zip.File) ([]byte, error) {
	if text, changed := b.changed[part]; changed {
		return text, nil
	}
	return b.content(part)
}

// freeName fills in the first number under which there is no part.
func (b *bookEdit) freeName(pattern string) string {
	for n := 1; ; n++ {
		if name := fmt.Sprintf(pattern, n); !b.Has(name) {
			return name
		}
	}
}

// dropCalculation takes out the order of calculation, which names a cell that
// is no formula any more; Excel makes it again.
func (b *bookEdit) dropCalculation() error {
	main, rels, err := b.mainRelations()
	if err != nil {
		return err
	}
	rel, found := rels.First("calcChain")
	if !found {
		return nil
	}
	part, err := b.Target(archive.PartName(main), "calculation", rel.Target)
	if err != nil {
		return err
	}
	b.changed[part] = nil
	folder, file := path.Split(archive.PartName(main))
	if err := b.dropElement(b.Find(folder+"_rels/"+file+".rels"), "Target", rel.Target); err != nil {
		return err
	}
	return b.dropElement(b.Find(xlsx.ContentTypes), "PartName", "/"+archive.PartName(part))
}

// dropElement takes out the elements with an attribute of the value given.
func (b *bookEdit) dropElement(part *zip.File, name, value string) error {
	text, err := b.present(part)
	if err != nil {
		return err
	}
	t := tags{text: text}
	var out []splice
	for {
		next, more := t.next()
		if !more {
			break
		}
		if got, _, _, found := attributeOf(text[next.from:next.to], name); found && strings.EqualFold(got, value) {
			if !next.empty {
				return notWhole("%s: an element with content", part.Name)
			}
			out = append(out, splice{next.from, next.to, ""})
		}
	}
	b.changed[part] = spliced(text, out)
	return nil
}
