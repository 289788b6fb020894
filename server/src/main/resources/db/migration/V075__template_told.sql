-- When a webhook last told it: what Meta told while it was asked to take a template is newer than its answer.
ALTER TABLE template
    ADD COLUMN status_told_at   timestamptz,
    ADD COLUMN category_told_at timestamptz,
    ADD COLUMN quality_told_at  timestamptz;
