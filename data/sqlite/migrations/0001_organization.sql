-- The organization itself: one row. settings is data.Settings as JSON; planning
-- is the part of it that plans are built on, which the digest covers.
CREATE TABLE organization (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  identity TEXT NOT NULL,
  settings TEXT NOT NULL,
  planning TEXT NOT NULL
) STRICT;

-- mark, here and below: the first eight bytes of the SHA-256 of the row, see
-- digest.go. Times are UTC as RFC 3339; nothing is ordered by them.
--
-- A deleted profile keeps its row, because the history knows profiles by number.
CREATE TABLE profiles (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  name_key      TEXT NOT NULL,
  administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
  aliases       TEXT NOT NULL,
  deleted       INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  mark          INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX profiles_name ON profiles (name_key) WHERE deleted = 0;

-- superiors is a canonical data.RoleIDs.
CREATE TABLE roles (
  id        TEXT PRIMARY KEY CHECK (id <> ''),
  name      TEXT NOT NULL,
  level     TEXT NOT NULL,
  superiors TEXT NOT NULL,
  archived  INTEGER NOT NULL CHECK (archived IN (0, 1)),
  mark      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The folded keys are computed by the program: SQLite folds ASCII only. roles is
-- a canonical data.RoleIDs; id_key is '' for a user without an ID.
CREATE TABLE users (
  key        INTEGER PRIMARY KEY AUTOINCREMENT,
  email      TEXT NOT NULL,
  email_key  TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name  TEXT NOT NULL,
  roles      TEXT NOT NULL,
  profile    INTEGER NOT NULL REFERENCES profiles (id),
  id         TEXT NOT NULL,
  id_key     TEXT NOT NULL,
  job_title  TEXT NOT NULL,
  phone      TEXT NOT NULL,
  status     INTEGER NOT NULL CHECK (status IN (0, 1)),
  protected  INTEGER NOT NULL CHECK (protected IN (0, 1)),
  mark       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_id ON users (id_key) WHERE id_key <> '';

-- Uploads, simulated (mode 1) and applied (mode 2). file, options and counts are
-- JSON. revision is what applying made, 0 for a simulation.
CREATE TABLE uploads (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  mode          INTEGER NOT NULL CHECK (mode IN (1, 2)),
  at            TEXT NOT NULL,
  account       TEXT NOT NULL,
  file          TEXT NOT NULL,
  options       TEXT NOT NULL,
  counts        TEXT NOT NULL,
  base          INTEGER NOT NULL,
  revision      INTEGER NOT NULL,
  simulation    INTEGER REFERENCES uploads (id),
  active_before INTEGER NOT NULL,
  active_after  INTEGER NOT NULL
) STRICT;
-- A simulation is applied at most once.
CREATE UNIQUE INDEX uploads_simulation ON uploads (simulation) WHERE simulation IS NOT NULL;

-- What an upload read and planned, compressed by those who made it. The row goes
-- when only the counts are kept.
CREATE TABLE contents (
  upload INTEGER PRIMARY KEY REFERENCES uploads (id),
  plan   BLOB NOT NULL,
  cells  BLOB NOT NULL
) STRICT;

-- Every write that raised the revision; digest is the one of the base after it.
-- origin is data.Origin.
CREATE TABLE commits (
  revision INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  account  TEXT NOT NULL,
  origin   INTEGER NOT NULL,
  upload   INTEGER REFERENCES uploads (id),
  digest   BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE UNIQUE INDEX commits_upload ON commits (upload) WHERE upload IS NOT NULL;

-- The history of users: n counts the changes of one user within a commit. old is
-- the whole user before, new what differs afterwards: see changes.go. There is no
-- index by user: the key finds a user within each commit.
CREATE TABLE changes (
  revision INTEGER NOT NULL,
  user     INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  action   INTEGER NOT NULL,
  old      TEXT NOT NULL,
  new      TEXT NOT NULL,
  mark     INTEGER NOT NULL,
  PRIMARY KEY (revision, user, n)
) STRICT, WITHOUT ROWID;

-- Column mappings chosen by hand, by header row (SPEC S3.2).
CREATE TABLE mappings (
  header_key TEXT PRIMARY KEY,
  mapping    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which version of this schema was reached when.
CREATE TABLE migrations (
  version INTEGER PRIMARY KEY,
  at      TEXT NOT NULL
) STRICT;
