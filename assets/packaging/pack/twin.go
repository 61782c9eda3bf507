package main

import (
	"encoding/binary"
	"errors"
	"os"
)

// Where the head of a Windows program has what is changed, and its two kinds.
const (
	headAt      = 0x3c // where the offset of the head stands
	sumAt       = 24 + 64
	subsystemAt = 24 + 68
	windowed    = 2
	console     = 3
)

// twin copies a program for Windows that has a window into one that has a console: the
// two differ in the word that says so, and in the checksum. A program of the first kind
// is not waited for by a console and its exit status is lost; one of the second kind
// opens a console when it is started by a double click.
func twin(from, to string) error {
	program, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := makeConsole(program); err != nil {
		return err
	}
	return os.WriteFile(to, program, 0o755)
}

func makeConsole(program []byte) error {
	if len(program) < headAt+4 {
		return errors.New("this is no program for Windows")
	}
	head := int(binary.LittleEndian.Uint32(program[headAt:]))
	if head < 0 || head+subsystemAt+2 > len(program) || string(program[head:head+4]) != "PE\x00\x00" {
		return errors.New("this is no program for Windows")
	}
	if binary.LittleEndian.Uint16(program[head+subsystemAt:]) != windowed {
		return errors.New("this is no program with a window")
	}
	binary.LittleEndian.PutUint16(program[head+subsystemAt:], console)
	binary.LittleEndian.PutUint32(program[head+sumAt:], 0)
	binary.LittleEndian.PutUint32(program[head+sumAt:], checksum(program))
	return nil
}

// checksum is the one of a Windows program whose own place for it holds 0: its 16-bit
// words added, what overflows added again, and its length. Scanners look at it.
func checksum(program []byte) uint32 {
	var sum uint32
	for i := 0; i < len(program); i += 2 {
		word := uint32(program[i])
		if i+1 < len(program) {
			word |= uint32(program[i+1]) << 8
		}
		sum += word
		sum = sum&0xffff + sum>>16
	}
	return sum + uint32(len(program))
}
