package sheet

import "headcount/data"

func noHeader(cells []string) error { return data.Refuse(data.FileNoHeader, nil) }
