package xlsx

import (
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/archive"
	"headcount.app/headcount/data/sheet/head"
	"headcount.app/headcount/data/sheet/workbook"
)

// readMark reads the mark of our own export from the custom properties, or
// from the identifier among the core properties (SPEC S7.2).
func (p *Pack) readMark(root Relations) (*data.ExportMark, error) {
	custom, err := p.readProperty(root, "custom-properties", func(x *xmlReader) bool {
		name, _ := x.Attr("name")
		return x.Is(archive.CustomTypes, "property") && name == workbook.MarkProperty
	})
	if err != nil {
		return nil, err
	}
	core, err := p.readProperty(root, "metadata/core-properties", func(x *xmlReader) bool {
		return x.Is(archive.DublinCore, "identifier")
	})
	if err != nil {
		return nil, err
	}
	if mark := workbook.ParseMark(custom); mark != nil {
		return mark, nil
	}
	return workbook.ParseMark(core), nil
}

// readProperty returns the text of the property that wanted recognises.
func (p *Pack) readProperty(root Relations, kind string, wanted func(*xmlReader) bool) (string, error) {
	rel, found := root.First(kind)
	if !found {
		return "", nil
	}
	f, err := p.Target("", kind, rel.Target)
	if err != nil {
		return "", err
	}
	x, err := p.small(f)
	if err != nil {
		return "", err
	}
	var value []byte
	for depth := 0; ; {
		t, err := x.Next()
		switch {
		case err != nil:
			return "", err
		case t == archive.EndOfPart:
			return string(value), nil
		case t == archive.StartElement && depth == 0 && wanted(x):
			depth = x.Depth()
		case t == archive.EndElement && x.Depth() < depth:
			depth = 0
		case t == archive.Text && depth > 0 && len(value) < head.MaxText*4:
			value = append(value, x.Text...)
		}
	}
}
