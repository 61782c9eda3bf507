package plan

import "headcount.app/headcount/data"

// guardLongFile trips when a file has far more rows than the largest of the last
// files and than there are active users: the wrong file, or one pasted below
// another (SPEC S4.9 long_file). The number is that of the rows beyond. The first
// file of an organization is as long as it is.
func (p *Plan) guardLongFile(d *draft, limits data.Guards) {
	if len(d.base.Past) == 0 {
		return
	}
	usual, reason := p.ActiveBefore, "active"
	for i := range d.base.Past {
		if u := &d.base.Past[i]; u.File.Rows-u.Counts.Ignored > usual {
			usual, reason = u.File.Rows-u.Counts.Ignored, "files"
		}
	}
	rows := len(d.file.Rows) - p.Counts.Ignored - d.combinedRows()
	if beyond := rows - usual; beyond > limits.LongFile.More && rows*100 > usual*limits.LongFile.Percent {
		p.trip(LongFile, p.ofKind(Created), "reason", reason, "rows", itoa(rows), "whole", itoa(usual))
		p.Guards[len(p.Guards)-1].Number = beyond
	}
}
