// Package stored keeps plans, and the tables they were made of, as bytes: compact,
// with a version and a checksum, fields by their names (SPEC S5.5, S14.7).
//
// What stays compatible: what Encode and EncodeTable ever wrote is read for ever;
// testdata holds bytes of every version, which are never made anew. Whoever changes
// what is written gives it a new version. Damaged or hostile bytes are refused within
// bounds of memory.
package stored
