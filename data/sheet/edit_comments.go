package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// comment makes the parts that comments need: the texts, their drawings, and
// what points to both. It returns the relationship that the sheet has to point
// to, "" if it does already or nothing is commented.
func (b *bookEdit) comment(sheet []byte) (legacy string, err error) {
	var cells []Edit
	for _, e := range b.edits.Cells {
		if e.Comment != "" {
			cells = append(cells, e)
		}
	}
	if len(cells) == 0 {
		return "", nil
	}
	rels, err := b.readRelations(partName(b.sheet))
	if err != nil {
		return "", err
	}
	fresh, err := b.commentTexts(rels, cells, isStrict(sheet))
	if err != nil {
		return "", err
	}
	return b.commentShapes(rels, legacyOf(sheet), fresh, isStrict(sheet))
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

// commentTexts writes the comments and returns the cells that had none.
func (b *bookEdit) commentTexts(rels relations, cells []Edit, isStrict bool) ([]Edit, error) {
	rel, found := rels.first("comments")
	if !found {
		space := transitional + "spreadsheetml/2006/main"
		if isStrict {
			space = strict + "spreadsheetml/main"
		}
		empty := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<comments xmlns="` + space + `"><authors/><commentList/></comments>`
		text, fresh, err := addComments([]byte(empty), b.edits.Author, cells)
		if err != nil {
			return nil, err
		}
		name := b.freeName("xl/comments%d.xml")
		b.added = append(b.added, addedPart{name, text})
		if err := b.addType(`Override PartName="/` + name + `" ContentType="` + mainType + `comments+xml"`); err != nil {
			return nil, err
		}
		return fresh, b.addRelation("comments", "comments", name, isStrict)
	}
	part, err := b.target(partName(b.sheet), "comments", rel.target)
	if err != nil {
		return nil, err
	}
	text, err := b.content(part)
	if err != nil {
		return nil, err
	}
	text, fresh, err := addComments(text, b.edits.Author, cells)
	b.changed[part] = text
	return fresh, err
}

// addComments puts comments into the part that holds them. Where a cell has one
// its words are kept, ours go behind them; words of ours are replaced.
func addComments(text []byte, author string, cells []Edit) ([]byte, []Edit, error) {
	prefix, byRef, authors := readComments(text)
	id := len(authors)
	for i, a := range authors {
		if a == xmlEscapes.Replace(author) {
			id = i
		}
	}
	var list strings.Builder
	var fresh []Edit
	var kept []splice
	for _, e := range cells {
		name, err := excelize.CoordinatesToCellName(e.Column+1, e.Row)
		if err != nil {
			return nil, nil, err
		}
		run := "<" + prefix + "r><" + prefix + `t xml:space="preserve">`
		end := markup(e.Comment) + "</" + prefix + "t></" + prefix + "r>"
		old, found := byRef[name]
		switch {
		case found && old.end.to == 0:
			return nil, nil, notWhole("an empty comment on %s", name)
		case found && old.author == id:
			kept = append(kept, splice{old.start.to, old.end.from, run + end})
		case found:
			kept = append(kept, splice{old.end.from, old.end.from, run + "\n\n" + end})
		default:
			fresh = append(fresh, e)
			fmt.Fprintf(&list, `<%scomment ref="%s" authorId="%d"><%stext>%s%s</%stext></%scomment>`, prefix, name, id, prefix, run, end, prefix, prefix)
		}
	}
	text = spliced(text, inOrder(kept))
	ok := true
	if list.Len() > 0 {
		text, ok = insertBefore(text, "commentList", func(string) string { return list.String() })
	}
	if ok && id == len(authors) {
		text, ok = insertBefore(text, "authors", func(p string) string { return "<" + p + "author>" + xmlEscapes.Replace(author) + "</" + p + "author>" })
	}
	if !ok {
		return nil, nil, notWhole("comments without a list")
	}
	return text, fresh, nil
}

// oldComment is a comment that is there: the tags around its text.
type oldComment struct {
	author     int
	start, end tag
}

func readComments(text []byte) (prefix string, byRef map[string]oldComment, authors []string) {
	byRef = map[string]oldComment{}
	t := tags{text: text}
	ref, open := "", tag{}
	var c oldComment
	for first := true; ; first = false {
		next, more := t.next()
		if !more {
			return prefix, byRef, authors
		}
		raw := text[next.from:next.to]
		switch {
		case first:
			prefix = next.prefix
		case next.name == "author" && !next.closing:
			open = next
			if next.empty {
				authors = append(authors, "")
			}
		case next.name == "author":
			authors = append(authors, string(text[open.to:next.from]))
		case next.name == "comment" && !next.closing:
			ref, _, _, _ = attributeOf(raw, "ref")
			id, _, _, _ := attributeOf(raw, "authorId")
			c = oldComment{author: number(id)}
			byRef[ref] = c
		case next.name == "text" && !next.closing && !next.empty:
			c.start = next
		case next.name == "text" && next.closing:
			c.end = next
			byRef[ref] = c
		}
	}
}

// commentShapes writes the drawings of comments: without them no program but
// the newest shows any.
func (b *bookEdit) commentShapes(rels relations, legacy string, cells []Edit, isStrict bool) (string, error) {
	if legacy != "" {
		rel, found := rels.byID[legacy]
		if !found {
			return "", notWhole("no drawings %q", legacy)
		}
		part, err := b.target(partName(b.sheet), "drawings", rel.target)
		if err != nil {
			return "", err
		}
		text, err := b.content(part)
		if err != nil {
			return "", err
		}
		text, ok := addShapes(text, cells)
		if !ok {
			return "", notWhole("drawings without an end")
		}
		b.changed[part] = text
		return "", nil
	}
	text, _ := addShapes([]byte(`<xml `+vmlSpaces+"></xml>"), cells)
	name := b.freeName("xl/drawings/vmlDrawing%d.vml")
	b.added = append(b.added, addedPart{name, text})
	kinds, err := b.readTypes()
	if err != nil {
		return "", err
	}
	if _, known := kinds.extensions["vml"]; !known {
		if err := b.addType(`Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"`); err != nil {
			return "", err
		}
	}
	return relationID("vmlDrawing"), b.addRelation("vmlDrawing", "vmlDrawing", name, isStrict)
}

const (
	vmlSpaces    = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	vmlShapeType = `<v:shapetype ` + vmlSpaces + ` id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
		`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	firstShape = 1025
)

// addShapes puts hidden notes before the end of the drawings.
func addShapes(text []byte, cells []Edit) ([]byte, bool) {
	end := bytes.LastIndex(text, []byte("</xml>"))
	if end < 0 {
		return text, false
	}
	var out strings.Builder
	if !bytes.Contains(text, []byte("_x0000_t202\"")) || !bytes.Contains(text, []byte("shapetype")) {
		out.WriteString(vmlShapeType)
	}
	id := firstShape
	for bytes.Contains(text, []byte("_x0000_s"+itoa(id))) {
		id++
	}
	for _, e := range cells {
		lines := 2 + len(e.Comment)/38 + strings.Count(e.Comment, "\n")
		row, column := e.Row-1, e.Column
		fmt.Fprintf(&out, `<v:shape %s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;`+
			`width:200pt;height:%dpt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>`+
			`<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>`+
			`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor>`+
			`<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			vmlSpaces, id, lines*14, column+1, max(row-1, 0), column+5, max(row-1, 0)+lines, row, column)
		id++
	}
	return join(text[:end], out.String(), text[end:]), true
}

func relationID(kind string) string { return "rIdHeadcount" + strings.ToUpper(kind[:1]) + kind[1:] }

// addRelation makes the sheet lead to a part.
func (b *bookEdit) addRelation(kind, id, name string, isStrict bool) error {
	folder, file := path.Split(partName(b.sheet))
	base := transitional + "officeDocument/2006/relationships/"
	if isStrict {
		base = strict + "officeDocument/relationships/"
	}
	element := `Relationship Id="` + relationID(id) + `" Type="` + base + kind + `" Target="` + relative(folder, name) + `"`
	rels := folder + "_rels/" + file + ".rels"
	part := b.find(rels)
	if part == nil {
		for i := range b.added {
			if b.added[i].name == rels {
				b.added[i].content, _ = insertBefore(b.added[i].content, "Relationships", func(p string) string { return "<" + p + element + "/>" })
				return nil
			}
		}
		b.added = append(b.added, addedPart{rels, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
			`<Relationships xmlns="` + transitional + `package/2006/relationships"><` + element + `/></Relationships>`)})
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
	return b.addElement(b.find(contentTypes), "Types", element)
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
		if name := fmt.Sprintf(pattern, n); !b.has(name) {
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
	rel, found := rels.first("calcChain")
	if !found {
		return nil
	}
	part, err := b.target(partName(main), "calculation", rel.target)
	if err != nil {
		return err
	}
	b.changed[part] = nil
	folder, file := path.Split(partName(main))
	if err := b.dropElement(b.find(folder+"_rels/"+file+".rels"), "Target", rel.target); err != nil {
		return err
	}
	return b.dropElement(b.find(contentTypes), "PartName", "/"+partName(part))
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

func inOrder(s []splice) []splice {
	slices.SortFunc(s, func(a, b splice) int { return a.from - b.from })
	return s
}
