package views

import "headcount.app/headcount/views/desk"

// openGuide opens the guide at a page, or at the one that fits the screen in front.
func (s *Shell) openGuide(page string) {
	if s.at == "" {
		return // an organization is being opened
	}
	if now, ok := s.screens[s.at].(desk.Guided); ok && page == "" {
		page = now.GuidePage()
	}
	s.guide().Turn(page, s.at)
	s.open(desk.PlaceGuide)
}
