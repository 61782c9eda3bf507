package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/image/draw"
)

// icons writes SIZE.png for every size, and headcount.ico with those that Windows takes.
func icons(from, folder string, sizes []string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	whole, err := png.Decode(f)
	if err != nil {
		return err
	}
	var small [][]byte
	var widths []int
	for _, text := range sizes {
		size, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		scaled := image.NewNRGBA(image.Rect(0, 0, size, size))
		draw.CatmullRom.Scale(scaled, scaled.Bounds(), whole, whole.Bounds(), draw.Src, nil)
		var file bytes.Buffer
		if err := png.Encode(&file, scaled); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, text+".png"), file.Bytes(), 0o644); err != nil {
			return err
		}
		if size <= 256 {
			small, widths = append(small, file.Bytes()), append(widths, size)
		}
	}
	return os.WriteFile(filepath.Join(folder, "headcount.ico"), ico(small, widths), 0o644)
}

// ico joins pictures into Windows' file of icons: a head, a line for each, the pictures.
// A width of 256 is written as 0.
func ico(pictures [][]byte, widths []int) []byte {
	const head, line = 6, 16
	var file bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			if err := binary.Write(&file, binary.LittleEndian, v); err != nil {
				panic(fmt.Sprint("a buffer refuses: ", err))
			}
		}
	}
	put(uint16(0), uint16(1), uint16(len(pictures)))
	offset := head + line*len(pictures)
	for i, p := range pictures {
		put(uint8(widths[i]), uint8(widths[i]), uint8(0), uint8(0), uint16(1), uint16(32), uint32(len(p)), uint32(offset))
		offset += len(p)
	}
	for _, p := range pictures {
		file.Write(p)
	}
	return file.Bytes()
}
