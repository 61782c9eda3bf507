// Package instance lets the windows of one person on one display find each other: a
// second start asks those that are open to come to the front, and opens none of its own
// if one does.
//
// Each window holds a number and answers under it: on Unix on a socket beside a lock in
// the cache folder, on Windows on a named pipe. A killed process leaves a socket that
// the next holder of its number takes away. Versions of the program understand each other
// as long as a call stays one JSON line that names an organization, and an answer one that
// says whether it is shown.
package instance
