package ods

import (
	"math"
	"strconv"
	"time"
)

// firstDay is what the number 0 stands for unless the document says otherwise.
var firstDay = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// serialDay returns the day of a number that is shown as a date; one beyond the
// calendar stays a number.
func serialDay(value []byte, begins time.Time) (day []byte, ok bool) {
	const lastSerial = 2958465
	serial, err := strconv.ParseFloat(string(value), 64)
	if err != nil || math.IsNaN(serial) || math.IsInf(serial, 0) {
		return nil, false
	}
	if serial < -lastSerial || serial > lastSerial {
		return strconv.AppendFloat(nil, serial, 'f', -1, 64), true
	}
	return begins.AddDate(0, 0, int(math.Floor(serial))).AppendFormat(nil, time.DateOnly), true
}
