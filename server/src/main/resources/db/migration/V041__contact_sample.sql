-- People in an order that is as good as drawn: whoever are too many to be counted are counted among the first of these
-- (GET /api/contacts/count, POST /api/audiences/preview).
CREATE INDEX IF NOT EXISTS contact_sample ON contact (organization_id, uuid_hash(id));
