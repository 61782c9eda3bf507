-- What stands in every part of the file, as the SHA-256 of its columns: see
-- store/seal.go. A part is a row of the table that kind names, key its key.
CREATE TABLE seals (
  kind   TEXT NOT NULL,
  key    ANY NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- The history of the parts that are history: link is JSON, seal covers it and
-- the seal before.
CREATE TABLE chain (
  n    INTEGER PRIMARY KEY,
  link TEXT NOT NULL,
  seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;

-- The register of people deleted for good: their number, never a name.
CREATE TABLE erasures (
  user INTEGER PRIMARY KEY,
  at   TEXT NOT NULL
) STRICT;
