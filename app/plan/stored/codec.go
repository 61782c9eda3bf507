package stored

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
)

// head is everything of a plan but its lines, as it is stored. Fields are named
// by their names throughout; Own are the organization's own, Members and
// RoleMembers name what the lines say of users and roles, in their order.
type head struct {
	Own                       *data.Schema `json:",omitempty"`
	Members                   []string
	RoleMembers               []data.Field
	Base                      plan.Stamp
	File                      data.FileInfo
	Options                   data.Options
	At                        time.Time
	Counts                    data.Counts
	Guards                    []plan.Guard
	Pairs                     []plan.PairProposal
	FileIssues                []plan.Issue
	NewRoles                  []data.Role
	NewProfiles               []data.Profile
	ActiveBefore, ActiveAfter int
	Remembered                []data.UserKey
	Recall                    *data.Recall   `json:",omitempty"`
	Undoes                    *plan.Undoing  `json:",omitempty"`
	DropRoles                 []data.Role    `json:",omitempty"`
	DropProfiles              []data.Profile `json:",omitempty"`
}

// Encode returns the plan as it is kept with the upload (SPEC S5.5): compact,
// with its version and a checksum. Decode makes the same plan of it.
func Encode(p *plan.Plan) []byte {
	h := head{
		ownOf(p.Schema), memberNames(), roleMembers(), p.Base, p.File, p.Options, p.At, p.Counts, slices.Clone(p.Guards), p.Pairs, p.FileIssues, p.NewRoles, p.NewProfiles,
		p.ActiveBefore, p.ActiveAfter, p.Remembered, p.Recall, p.Undoes, p.DropRoles, p.DropProfiles,
	}
	for i := range h.Guards {
		h.Guards[i].Lines = nil
	}
	content, err := json.Marshal(h)
	if err != nil {
		panic(err) // a head has nothing that JSON cannot say
	}
	w := newWriter(planMagic)
	w.text(string(content))
	w.number(uint64(len(p.Lines)))
	for i := range p.Lines {
		w.line(p.Schema, &p.Lines[i])
		w.spill()
	}
	for _, g := range p.Guards {
		w.number(uint64(len(g.Lines)))
		last := 0
		for _, i := range g.Lines {
			w.signed(int64(i - last))
			last = i
		}
		w.spill()
	}
	return w.packed()
}

// Decode returns the plan that Encode stored. It can be shown and applied like
// the one that was built: Before and After point into copies of the users. The
// error is ErrContent.
func Decode(stored []byte) (*plan.Plan, error) {
	content, version, err := unpackPlan(stored)
	if err != nil {
		return nil, err
	}
	return readPlan(content, version)
}

// DecodeHead returns the plan without its lines, which are most of it: for an undo,
// which goes by the history. The error is ErrContent.
func DecodeHead(stored []byte) (*plan.Plan, error) {
	content, version, err := unpackPlan(stored)
	if err != nil {
		return nil, err
	}
	p, _, err := readHead(&reader{rest: content}, version)
	if err != nil {
		return nil, err
	}
	p.Pairs = nil // they point at lines
	return p, check(p)
}

// unpackPlan unpacks a plan of any version that was ever written.
func unpackPlan(stored []byte) (content string, version int, err error) {
	if len(stored) >= len(planMagic1) && string(stored[:len(planMagic1)]) == planMagic1 {
		content, err = unpack(planMagic1, stored)
		return content, 1, err
	}
	content, err = unpack(planMagic, stored)
	return content, planVersion, err
}

func readPlan(content string, version int) (*plan.Plan, error) {
	r := &reader{rest: content}
	p, form, err := readHead(r, version)
	if err != nil {
		return nil, err
	}
	n := r.count()
	p.Lines = make([]plan.Line, 0, min(n, len(r.rest)/8))
	d := lineReader{reader: r, form: form, schema: p.Schema}
	for range n {
		if p.Lines = append(p.Lines, d.line()); r.err != nil {
			return nil, r.err
		}
	}
	for i := range p.Guards {
		p.Guards[i].Lines = r.indexes(len(p.Lines))
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	return p, check(p)
}

// readHead returns the plan without its lines, and the form that those have.
func readHead(r *reader, version int) (*plan.Plan, lineForm, error) {
	var h head
	var form lineForm = form1{}
	content := []byte(r.text())
	if version == 1 {
		if err := h.decode1(content); err != nil {
			return nil, nil, fmt.Errorf("%w: %w", ErrContent, err)
		}
	} else {
		err := json.Unmarshal(content, &h)
		if err == nil {
			form, err = newForm2(h.Members, h.RoleMembers)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", ErrContent, err)
		}
	}
	return &plan.Plan{
		Base: h.Base, Schema: h.Own, File: h.File, Options: h.Options, At: h.At, Counts: h.Counts, Guards: h.Guards, Pairs: h.Pairs,
		FileIssues: h.FileIssues, NewRoles: h.NewRoles, NewProfiles: h.NewProfiles, ActiveBefore: h.ActiveBefore,
		ActiveAfter: h.ActiveAfter, Remembered: h.Remembered, Recall: h.Recall, Undoes: h.Undoes, DropRoles: h.DropRoles, DropProfiles: h.DropProfiles,
	}, form, nil
}

// ownOf is a schema with fields of the organization's own, nil if it has none.
func ownOf(s *data.Schema) *data.Schema {
	if len(s.Own()) == 0 {
		return nil
	}
	return s
}

// indexes reads a list of indexes of lines, checked against how many there are.
func (r *reader) indexes(limit int) []int {
	n := r.count()
	if n == 0 {
		return nil
	}
	list := make([]int, 0, n)
	last := int64(0)
	for range n {
		last += r.signed()
		if last < 0 || last >= int64(limit) {
			r.fail()
			return nil
		}
		list = append(list, int(last))
	}
	return list
}

// check makes sure that what points at lines points somewhere.
func check(p *plan.Plan) error {
	for _, pair := range p.Pairs {
		if pair.OldLine < -1 || pair.OldLine >= len(p.Lines) || pair.NewLine < -1 || pair.NewLine >= len(p.Lines) {
			return fmt.Errorf("%w: a pair has no lines", ErrContent)
		}
	}
	for _, i := range p.FileIssues {
		if i.Level > plan.Blocking {
			return fmt.Errorf("%w: an issue has no level", ErrContent)
		}
	}
	return nil
}
