-- index commits_identity of commits
CREATE UNIQUE INDEX commits_identity ON commits (identity) WHERE identity <> '';
-- index commits_upload of commits
CREATE UNIQUE INDEX commits_upload ON commits (upload) WHERE upload IS NOT NULL;
-- index profiles_name of profiles
CREATE UNIQUE INDEX profiles_name ON profiles (name_key) WHERE deleted = 0;
-- index sqlite_autoindex_letters_1 of letters
-- index sqlite_autoindex_users_1 of users
-- index uploads_identity of uploads
CREATE UNIQUE INDEX uploads_identity ON uploads (identity) WHERE identity <> '';
-- index uploads_simulation of uploads
CREATE UNIQUE INDEX uploads_simulation ON uploads (simulation) WHERE simulation IS NOT NULL;
-- index users_id of users
CREATE UNIQUE INDEX users_id ON users (id_key) WHERE id_key <> '';
-- table chain of chain
CREATE TABLE chain (
  n    INTEGER PRIMARY KEY,
  link TEXT NOT NULL,
  seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;
-- table changes of changes
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
-- table commits of commits
CREATE TABLE commits (
  revision INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  account  TEXT NOT NULL,
  origin   INTEGER NOT NULL,
  upload   INTEGER REFERENCES uploads (id),
  digest   BLOB NOT NULL CHECK (length(digest) = 32)
, identity TEXT NOT NULL DEFAULT '') STRICT;
-- table contents of contents
CREATE TABLE contents (
  upload INTEGER PRIMARY KEY REFERENCES uploads (id),
  plan   BLOB NOT NULL,
  cells  BLOB NOT NULL
) STRICT;
-- table erasures of erasures
CREATE TABLE erasures (
  user INTEGER PRIMARY KEY,
  at   TEXT NOT NULL
) STRICT;
-- table letters of letters
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
-- table mappings of mappings
CREATE TABLE mappings (
  header_key TEXT PRIMARY KEY,
  mapping    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- table migrations of migrations
CREATE TABLE migrations (
  version INTEGER PRIMARY KEY,
  at      TEXT NOT NULL
) STRICT;
-- table organization of organization
CREATE TABLE organization (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  identity TEXT NOT NULL,
  settings TEXT NOT NULL,
  planning TEXT NOT NULL
, fields TEXT NOT NULL DEFAULT '') STRICT;
-- table profiles of profiles
CREATE TABLE profiles (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  name_key      TEXT NOT NULL,
  administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
  aliases       TEXT NOT NULL,
  deleted       INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  mark          INTEGER NOT NULL
) STRICT;
-- table roles of roles
CREATE TABLE roles (
  id        TEXT PRIMARY KEY CHECK (id <> ''),
  name      TEXT NOT NULL,
  level     TEXT NOT NULL,
  superiors TEXT NOT NULL,
  archived  INTEGER NOT NULL CHECK (archived IN (0, 1)),
  mark      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- table seals of seals
CREATE TABLE seals (
  kind   TEXT NOT NULL,
  key    ANY NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
-- table sqlite_sequence of sqlite_sequence
CREATE TABLE sqlite_sequence(name,seq);
-- table texts of texts
CREATE TABLE texts (
  letter INTEGER PRIMARY KEY REFERENCES letters (id),
  text   BLOB NOT NULL
) STRICT;
-- table uploads of uploads
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
, undoes INTEGER REFERENCES uploads (id), identity TEXT NOT NULL DEFAULT '') STRICT;
-- table users of users
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
, own TEXT NOT NULL DEFAULT '') STRICT;
