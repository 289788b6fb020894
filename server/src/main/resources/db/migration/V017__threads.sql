-- A bit per attempt that failed and that a person had tried again: that it was sent before it failed is no news.
ALTER TABLE message ADD COLUMN retried integer NOT NULL DEFAULT 0;
