-- Counts the changes of a template, so that two editors do not overwrite each other.
ALTER TABLE template ADD COLUMN version integer NOT NULL DEFAULT 1;
