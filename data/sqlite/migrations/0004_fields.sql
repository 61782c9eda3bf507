-- The fields of the organization's own, a data.Schema as JSON, '' for none: the
-- digest covers it. A user's values of them are a canonical data.Values.
ALTER TABLE organization ADD COLUMN fields TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN own TEXT NOT NULL DEFAULT '';
