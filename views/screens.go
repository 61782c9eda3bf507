package views

import (
	"sync"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
)

// Screens makes what the window shows. The window leads to each as far as the desk says,
// and knows no more of them, so that a screen's own tests can stand in the real window.
type Screens struct {
	Users           func(*desk.Desk) desk.Users
	Export          func(*desk.Desk) desk.Export
	Upload          func(*desk.Desk) desk.Upload
	Report          func(desk.ReportOf) desk.PreparedReport
	HierarchyUpload func(*desk.Desk) desk.Upload
	History         func(*desk.Desk) desk.History
	Hierarchy       func(*desk.Desk) desk.Screen
	Settings        func(*desk.Desk) desk.Settings
	Compare         func(*desk.Desk) desk.Compare
	Guide           func(*desk.Desk) desk.Guide

	// UserHistory lists all that happened to one user.
	UserHistory func(*desk.Desk, data.User)
	// ChooseComparison asks with which other upload one is compared.
	ChooseComparison func(d *desk.Desk, one data.Upload, all []data.Upload)
}

// rooms are the screens, each made when it is first gone to.
type rooms struct {
	users    func() desk.Users
	export   func() desk.Export
	upload   func() desk.Upload
	roles    func() desk.Upload
	history  func() desk.History
	settings func() desk.Settings
	compare  func() desk.Compare
	guide    func() desk.Guide
	enter    map[desk.Place]func() desk.Screen
	screens  map[desk.Place]desk.Screen // those that were made
}

// newRooms has no screen yet.
func newRooms(s *Shell, m Screens) *rooms {
	r := &rooms{enter: map[desk.Place]func() desk.Screen{}, screens: map[desk.Place]desk.Screen{}}
	r.users = room(r, s.Desk, desk.PlaceUsers, m.Users)
	r.export = room(r, s.Desk, desk.PlaceExport, m.Export)
	r.upload = room(r, s.Desk, desk.PlaceUpload, m.Upload)
	r.roles = room(r, s.Desk, desk.PlaceHierarchyUpload, m.HierarchyUpload)
	r.history = room(r, s.Desk, desk.PlaceHistory, m.History)
	r.settings = room(r, s.Desk, desk.PlaceSettings, m.Settings)
	r.compare = room(r, s.Desk, desk.PlaceCompare, m.Compare)
	r.guide = room(r, s.Desk, desk.PlaceGuide, m.Guide)
	room(r, s.Desk, desk.PlaceHierarchy, m.Hierarchy)
	room(r, s.Desk, desk.PlaceFirstStart, func(*desk.Desk) desk.Screen { return newFirstStart(s) })
	return r
}

// room is the way into a screen.
func room[S desk.Screen](r *rooms, d *desk.Desk, p desk.Place, open func(*desk.Desk) S) func() S {
	enter := sync.OnceValue(func() S {
		made := open(d)
		r.screens[p] = made
		return made
	})
	r.enter[p] = func() desk.Screen { return enter() }
	return enter
}

// screen is the screen of a place.
func (r *rooms) screen(p desk.Place) desk.Screen { return r.enter[p]() }
