package views

import (
	"sync"

	"headcount.app/headcount/data"
)

// Screens makes what the window shows. The window leads to each as far as the desk says,
// and knows no more of them, so that a screen's own tests can stand in the real window.
type Screens struct {
	Users           func(*Desk) Users
	Export          func(*Desk) Export
	Upload          func(*Desk) Upload
	HierarchyUpload func(*Desk) Upload
	History         func(*Desk) History
	Hierarchy       func(*Desk) Screen
	Settings        func(*Desk) Settings
	Compare         func(*Desk) Compare
	Guide           func(*Desk) Guide

	// UserHistory lists all that happened to one user.
	UserHistory func(*Desk, data.User)
	// ChooseComparison asks with which other upload one is compared.
	ChooseComparison func(desk *Desk, one data.Upload, all []data.Upload)
}

// rooms are the screens, each made when it is first gone to.
type rooms struct {
	users    func() Users
	export   func() Export
	upload   func() Upload
	roles    func() Upload
	history  func() History
	settings func() Settings
	compare  func() Compare
	guide    func() Guide
	enter    map[Place]func() Screen
	screens  map[Place]Screen // those that were made
}

// newRooms has no screen yet.
func newRooms(s *Shell, m Screens) *rooms {
	r := &rooms{enter: map[Place]func() Screen{}, screens: map[Place]Screen{}}
	r.users = room(r, s.Desk, PlaceUsers, m.Users)
	r.export = room(r, s.Desk, PlaceExport, m.Export)
	r.upload = room(r, s.Desk, PlaceUpload, m.Upload)
	r.roles = room(r, s.Desk, PlaceHierarchyUpload, m.HierarchyUpload)
	r.history = room(r, s.Desk, PlaceHistory, m.History)
	r.settings = room(r, s.Desk, PlaceSettings, m.Settings)
	r.compare = room(r, s.Desk, PlaceCompare, m.Compare)
	r.guide = room(r, s.Desk, PlaceGuide, m.Guide)
	room(r, s.Desk, PlaceHierarchy, m.Hierarchy)
	room(r, s.Desk, PlaceFirstStart, func(*Desk) Screen { return newFirstStart(s) })
	return r
}

// room is the way into a screen.
func room[S Screen](r *rooms, desk *Desk, p Place, make func(*Desk) S) func() S {
	enter := sync.OnceValue(func() S {
		made := make(desk)
		r.screens[p] = made
		return made
	})
	r.enter[p] = func() Screen { return enter() }
	return enter
}

// screen is the screen of a place.
func (r *rooms) screen(p Place) Screen { return r.enter[p]() }
