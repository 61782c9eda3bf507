package plan_test

import (
	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/app/plan/stored"
)

func init() { plan.LinkStored(stored.Encode, stored.Decode, stored.EncodeTable, stored.DecodeTable) }
