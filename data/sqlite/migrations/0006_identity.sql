-- The identity of a commit and of an upload, made by whoever asks for it: after
-- an unknown outcome it can be looked up, or asked for again without being done
-- twice. '' stands with those of older versions and with what is no commit.
ALTER TABLE commits ADD COLUMN identity TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX commits_identity ON commits (identity) WHERE identity <> '';
ALTER TABLE uploads ADD COLUMN identity TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX uploads_identity ON uploads (identity) WHERE identity <> '';
