-- The outbox: letters about uploads (SPEC S11.4). state, filing and way are
-- data.LetterState, data.Filing and data.MailWay. since is from when on a letter
-- waits; last_try and next_try are '' if there was none, or will be none. code,
-- server, step and words are what went wrong last.
CREATE TABLE letters (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  upload     INTEGER NOT NULL REFERENCES uploads (id),
  at         TEXT NOT NULL,
  since      TEXT NOT NULL,
  way        TEXT NOT NULL CHECK (way IN ('mailbox', 'draft', 'program')),
  sender     TEXT NOT NULL,
  recipient  TEXT NOT NULL,
  subject    TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  size       INTEGER NOT NULL,
  state      INTEGER NOT NULL CHECK (state BETWEEN 1 AND 8),
  filing     INTEGER NOT NULL CHECK (filing BETWEEN 0 AND 3),
  attempts   INTEGER NOT NULL,
  last_try   TEXT NOT NULL,
  next_try   TEXT NOT NULL,
  code       TEXT NOT NULL,
  server     TEXT NOT NULL,
  step       TEXT NOT NULL,
  words      TEXT NOT NULL,
  path       TEXT NOT NULL
) STRICT;

-- The texts of letters that are not done with, compressed: see letters.go.
CREATE TABLE texts (
  letter INTEGER PRIMARY KEY REFERENCES letters (id),
  text   BLOB NOT NULL
) STRICT;
