package archive

// Namespace is what a namespace of a part means to us. The transitional and
// the strict namespaces of Office Open XML are the same to us.
type Namespace uint8

// The namespaces that count.
const (
	noNamespace Namespace = iota
	otherNamespace
	Spreadsheet   // sheets, shared strings, styles, workbook
	RelationIDs   // r:id
	Relationships // .rels parts
	PackageTypes  // [Content_Types].xml
	DublinCore    // core properties: identifier
	CustomTypes   // custom properties
	variantTypes  // values of custom properties
	Compatibility // mc:AlternateContent
	DocOffice     // of OpenDocument: values of cells, the body
	DocTable      // tables, rows and cells
	DocText       // paragraphs and what is in them
	DocNumber     // formats
	DocStyle      // styles
	DocMeta       // what the document says about itself
	DocManifest   // the list of parts
	DocCalc       // what LibreOffice says of cells beside
	Links         // xlink:href
)

// Transitional and Strict are how the namespaces of the two kinds of Office Open
// XML begin.
const (
	Transitional = "http://schemas.openxmlformats.org/"
	Strict       = "http://purl.oclc.org/ooxml/"
	document     = "urn:oasis:names:tc:opendocument:xmlns:" // how those of OpenDocument begin
)

var namespaces = map[string]Namespace{
	Transitional + "spreadsheetml/2006/main":                               Spreadsheet,
	Strict + "spreadsheetml/main":                                          Spreadsheet,
	Transitional + "officeDocument/2006/relationships":                     RelationIDs,
	Strict + "officeDocument/relationships":                                RelationIDs,
	Transitional + "package/2006/relationships":                            Relationships,
	Transitional + "package/2006/content-types":                            PackageTypes,
	"http://purl.org/dc/elements/1.1/":                                     DublinCore,
	Transitional + "officeDocument/2006/custom-properties":                 CustomTypes,
	Strict + "officeDocument/customProperties":                             CustomTypes,
	Transitional + "officeDocument/2006/docPropsVTypes":                    variantTypes,
	Strict + "officeDocument/docPropsVTypes":                               variantTypes,
	Transitional + "markup-compatibility/2006":                             Compatibility,
	document + "office:1.0":                                                DocOffice,
	document + "table:1.0":                                                 DocTable,
	document + "text:1.0":                                                  DocText,
	document + "datastyle:1.0":                                             DocNumber,
	document + "style:1.0":                                                 DocStyle,
	document + "meta:1.0":                                                  DocMeta,
	document + "manifest:1.0":                                              DocManifest,
	"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": DocCalc,
	"http://www.w3.org/1999/xlink":                                         Links,
}

func namespaceOf(uri []byte) Namespace {
	if len(uri) == 0 {
		return noNamespace
	}
	if n, known := namespaces[string(uri)]; known {
		return n
	}
	return otherNamespace
}

// binding is one declaration of a namespace, for elements depth deep or more.
type binding struct {
	prefix string
	space  Namespace
	depth  int
}

type bindings []binding

// find returns the namespace of a prefix, the innermost declaration first.
func (b bindings) find(prefix []byte) Namespace {
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
