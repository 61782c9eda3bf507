package edit

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

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
	id := firstShape - 1
	for _, e := range cells {
		id++
		for bytes.Contains(text, []byte("_x0000_s"+itoa(id)+`"`)) {
			id++
		}
		lines := 3 + len(e.Comment)/38 + strings.Count(e.Comment, "\n")
		row, column := e.Row-1, e.Column
		fmt.Fprintf(&out, `<v:shape %s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;`+
			`width:200pt;height:%dpt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>`+
			`<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>`+
			`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor>`+
			`<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			vmlSpaces, id, lines*14, column+1, max(row-1, 0), column+5, max(row-1, 0)+lines, row, column)
	}
	return join(text[:end], out.String(), text[end:]), true
}

// dropShapes takes out the notes on the cells named.
func dropShapes(text []byte, cells map[string]bool) []byte {
	if len(cells) == 0 {
		return text
	}
	var out []splice
	var shape tag
	row, column := -1, -1
	for t := (tags{text: text}); ; {
		next, more := t.next()
		if !more {
			return spliced(text, out)
		}
		switch {
		case next.name == "shape" && !next.closing:
			shape, row, column = next, -1, -1
		case next.name == "Row" && !next.closing:
			row = number(upToTag(text[next.to:]))
		case next.name == "Column" && !next.closing:
			column = number(upToTag(text[next.to:]))
		case next.name == "shape":
			name, err := excelize.CoordinatesToCellName(column+1, row+1)
			if err == nil && cells[name] {
				out = append(out, splice{shape.from, next.to, ""})
			}
		}
	}
}

// upToTag is the text before the next tag.
func upToTag(text []byte) string {
	before, _, _ := bytes.Cut(text, []byte("<"))
	return string(before)
}
