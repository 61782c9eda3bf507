package main

import (
	"context"
	"net/url"
	"runtime"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"github.com/go-gl/glfw/v3.4/glfw"

	"headcount.app/headcount/app"
	"headcount.app/headcount/app/release"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/views"
	"headcount.app/headcount/views/instance"
	"headcount.app/headcount/views/terminal"
)

// openWindow opens the window and returns when it was closed; second starts find it at
// its place.
func openWindow(start terminal.WindowStart, place *instance.Window) error {
	about := metadata()
	fyneapp.SetMetadata(about)
	f := fyneapp.NewWithID(about.ID) // under which its preferences are kept
	f.SetIcon(fyne.NewStaticResource("icon.png", assets.AppIcon))
	return views.New(f, nil, views.Start{
		Screens:       screens,
		Language:      start.Words.Language(),
		LanguageGiven: start.LanguageGiven,
		Organization:  start.Organization,
		Config:        start.Config,
		Delivers:      true,
		Opened:        app.RememberOpened,
		OwnMenu:       runtime.GOOS != "darwin",
		Screen:        workArea,
		OpenURL:       systemOpen(f),
		About:         views.About{Number: about.Version, Version: version(), Log: logPath(), Newest: newest(about), Asked: publishedAt(about)},
		Front:         toFront,
		Ready:         func(s *views.Shell) { place.Serve(s.Raise) },
	}).ShowAndRun()
}

// workArea is what the screen leaves to windows, nothing if the system does not say.
func workArea() fyne.Size {
	monitor := glfw.GetPrimaryMonitor()
	if monitor == nil {
		return fyne.Size{}
	}
	_, _, width, height := monitor.GetWorkarea()
	return fyne.NewSize(float32(width), float32(height))
}

// newest asks for the newest version where FyneApp.toml says that it is published.
func newest(about fyne.AppMetadata) func(context.Context) (release.Version, error) {
	return func(ctx context.Context) (release.Version, error) {
		return release.Ask(ctx, nil, about.Custom["Published"])
	}
}

// publishedAt is the computer that is asked for the newest version.
func publishedAt(about fyne.AppMetadata) string {
	u, err := url.Parse(about.Custom["Published"])
	if err != nil {
		return ""
	}
	return u.Host
}
