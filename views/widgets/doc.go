// Package widgets is the kit that all screens are built from. It hides how the design
// is made of Fyne: colours by name, the ring for keyboard focus, rows that are drawn
// only while they are seen, dialogs that keep the Tab key. It knows no user and no
// plan, and no word of any language: words come from the caller.
//
// # Colours, sizes, pictures
//
// Color… and Size… name what views.Theme fills in. Kind (KindDeactivated …) is colour,
// tint and icon of what happens to somebody. Icon (IconUpload …) is a picture;
// Icon.Resource suits Fyne's own widgets and menus, IconView shows one.
//
// # Words
//
//	NewText(Section, "Options")                     one line, cut with … (CutBelow), tooltip
//	NewSpans(Body, Person("Zoë", "Bäcker")...)      one line of several weights
//	NewParagraph(Caption, "…")                      wraps; Align, HeightFor
//	Plain Bold Dim Old Arrow Person Changed         spans; Style.Span for others
//	Body BodyBold Muted Caption CaptionText CaptionBold Section PageTitle Number   styles
//
// # Layout
//
//	VStack HStack (gap, objects…) Spacer Grow Wide Inset Limit Line Ground
//
// They know paragraphs, whose height follows their width; Fyne's boxes do not.
//
// # Pressing and choosing
//
//	NewButton NewIconButton (Primary, Secondary, Quiet, Dangerous, DangerousPrimary; Sized(Small|Big))
//	NewLink NewIconLink · NewNavItem NavColumn · NewSegments · NewCheck · NewOptionRow
//	NewChoices (radio cards) · NewSelect · NewTile TileRow · NewBigChoice
//	ShowMenu ShowMenuBelow (MenuItem: icon, shortcut, tick, dangerous, divider)
//
// Widgets that a show function sets have setters that do not call back: Choose,
// SetChecked, SetState, SetSort, SetCurrent, Entry.Put.
//
// # Typing
//
//	NewEntry NewPasswordEntry NewTextEntry NewNumberEntry NewSearchEntry
//	NewField(caption, needed, input): SetWrong, SetFine, Help, SetWayOut
//
// # Lists
//
//	list := NewDataList(columns, rows, cell).TwoLines()
//	TextCell MutedCell PersonCell TwoLineCell SpanCell BadgeCell ChangeCell CountCell, or Cell{…}
//
// Its fields Tick, OnTick, TickAll, OnTickAll, Menu, OnOpen, OnCurrent, OnSort, OnWidths,
// Chosen, Faded, Empty add what they say. Cells are values, asked for on each drawing.
//
// # Panels
//
//	NewCard NewBareCard NewPanel NewTinted · NewBadge · NewAvatar NewEmblem NewRound
//	Band (head of a report) · PageHeader ActionBar BulkBar · NewDropZone NewDropLine
//	DetailPane DetailHead ChangedFields InfoLine IssueLine StepLine
//	NewGuard NewPair NewQuestionLine · NewProgress · NewErrorBox · EmptyState
//
// # In front of everything
//
//	Dialog{Title, Content, Cancel, Default …}.Show(canvas)
//	NewStatusLine, NewTips: layers that the shell stacks on its content, Tips last
//
// Keys that a focused widget has no use for go to the function set with
// fyne.Canvas.SetOnTypedKey, where a dialog or the shell listens: Escape, F6, F8.
// That holds for the widgets here, not for Fyne's own. All of this is called where
// widgets may be touched, and nothing here starts a goroutine.
package widgets
