package xlsx

import "strings"

// namespace is what a namespace of a part means to us. The transitional and
// the strict namespaces of Office Open XML are the same to us.
type namespace uint8

const (
	noNamespace namespace = iota
	otherNamespace
	spreadsheet   // sheets, shared strings, styles, workbook
	relationIDs   // r:id
	relationships // .rels parts
	packageTypes  // [Content_Types].xml
	dublinCore    // core properties: identifier
	customTypes   // custom properties
	variantTypes  // values of custom properties
	compatibility // mc:AlternateContent
)

// Transitional and Strict are how the namespaces of the two kinds of Office Open
// XML begin.
const (
	Transitional = "http://schemas.openxmlformats.org/"
	Strict       = "http://purl.oclc.org/ooxml/"
)

var namespaces = map[string]namespace{
	Transitional + "spreadsheetml/2006/main":               spreadsheet,
	Strict + "spreadsheetml/main":                          spreadsheet,
	Transitional + "officeDocument/2006/relationships":     relationIDs,
	Strict + "officeDocument/relationships":                relationIDs,
	Transitional + "package/2006/relationships":            relationships,
	Transitional + "package/2006/content-types":            packageTypes,
	"http://purl.org/dc/elements/1.1/":                     dublinCore,
	Transitional + "officeDocument/2006/custom-properties": customTypes,
	Strict + "officeDocument/customProperties":             customTypes,
	Transitional + "officeDocument/2006/docPropsVTypes":    variantTypes,
	Strict + "officeDocument/docPropsVTypes":               variantTypes,
	Transitional + "markup-compatibility/2006":             compatibility,
}

func namespaceOf(uri []byte) namespace {
	if len(uri) == 0 {
		return noNamespace
	}
	if n, known := namespaces[string(uri)]; known {
		return n
	}
	return otherNamespace
}

// relationType takes the part that transitional and strict workbooks share off
// the type of a relationship: "worksheet", "styles".
func relationType(uri string) string {
	for _, base := range []string{
		Transitional + "officeDocument/2006/relationships/",
		Strict + "officeDocument/relationships/",
		Transitional + "package/2006/relationships/",
	} {
		if kind, found := strings.CutPrefix(uri, base); found {
			return kind
		}
	}
	return ""
}

// binding is one declaration of a namespace, for elements depth deep or more.
type binding struct {
	prefix string
	space  namespace
	depth  int
}

type bindings []binding

// find returns the namespace of a prefix, the innermost declaration first.
func (b bindings) find(prefix []byte) namespace {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i].prefix == string(prefix) {
			return b[i].space
		}
	}
	if string(prefix) == "xml" {
		return otherNamespace
	}
	return noNamespace
}
