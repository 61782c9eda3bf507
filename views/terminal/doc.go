// Package terminal is the program without a window: the same use-cases on a
// command line, for scheduled and scripted use (SPEC S12.1).
//
// What it hides: how arguments become options, which organization is meant,
// what goes to standard output and what to standard error, and which exit
// status an outcome has. Commands stand in one table (commands.go), each with
// its flags and what it runs in a file of its own. Nothing here is global,
// nothing ends the process: Run returns the status.
//
// Arguments are read by flags.go rather than by the standard library's flag
// package, whose errors are English only and which stops at the first operand.
package terminal
