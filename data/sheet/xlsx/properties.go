package xlsx

import (
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/sheet/head"
)

// readMark reads the mark of our own export from the custom properties, or
// from the identifier among the core properties (SPEC S7.2).
func (p *Pack) readMark(root Relations) (*data.ExportMark, error) {
	custom, err := p.readProperty(root, "custom-properties", func(x *xmlReader) bool {
		name, _ := x.attr("name")
		return x.is(customTypes, "property") && name == MarkProperty
	})
	if err != nil {
		return nil, err
	}
	core, err := p.readProperty(root, "metadata/core-properties", func(x *xmlReader) bool {
		return x.is(dublinCore, "identifier")
	})
	if err != nil {
		return nil, err
	}
	if mark := parseMark(custom); mark != nil {
		return mark, nil
	}
	return parseMark(core), nil
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
		t, err := x.next()
		switch {
		case err != nil:
			return "", err
		case t == endOfPart:
			return string(value), nil
		case t == startElement && depth == 0 && wanted(x):
			depth = len(x.ends)
		case t == endElement && len(x.ends) < depth:
			depth = 0
		case t == text && depth > 0 && len(value) < head.MaxText*4:
			value = append(value, x.text...)
		}
	}
}
