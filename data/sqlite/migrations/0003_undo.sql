-- The upload that this one takes back: an undo stands in the history as an
-- upload of its own (SPEC S5.6).
ALTER TABLE uploads ADD COLUMN undoes INTEGER REFERENCES uploads (id);
