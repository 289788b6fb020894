-- Until when a number's portfolio has no room for people whom it has not written to yet, as far as its owner knows: shown
-- to people. Answers to customers go on meanwhile, so this is no pause.
ALTER TABLE lane ADD COLUMN full_until timestamptz NOT NULL DEFAULT '-infinity';

-- Counts starts and minutes; each node keeps the last value it saw in its data folder. A value that went back is that of a
-- restored backup, which has the same identity when it was restored into the same server.
ALTER TABLE database_identity ADD COLUMN generation bigint NOT NULL DEFAULT 0;
