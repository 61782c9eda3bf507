package widgets

// Able enables a widget or greys it out.
func Able(w interface {
	Enable()
	Disable()
}, enabled bool,
) {
	if enabled {
		w.Enable()
		return
	}
	w.Disable()
}
