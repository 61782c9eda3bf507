package upload

import "headcount.app/headcount/views/desk"

// Keep and take carry the form and the report over to another language.
func (u *uploadScreen) Keep() any {
	u.handle.Cancel()
	kept := keptUpload{state: u.state, begun: u.begun}
	kept.state.busy = nil
	if u.report != nil {
		kept.report = u.report.Kept()
	}
	return kept
}

type keptUpload struct {
	state  uploadState
	begun  bool
	report desk.PreparedReport
}

func (u *uploadScreen) Take(kept any) {
	k := kept.(keptUpload)
	u.state, u.begun = k.state, k.begun
	u.file.made = nil
	if k.report != nil {
		u.open(k.report)
	}
	u.show()
}
