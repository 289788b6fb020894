-- people who opted in within a time, or never
CREATE INDEX contact_opted_in ON contact (organization_id, opted_in_at, id);
