-- Phone numbers that come without a country code and are to be written to by an account are those of its country.
ALTER TABLE waba
    -- null: the organization's
    ADD COLUMN default_country text CHECK (default_country ~ '^[A-Z]{2}$');

-- For others: the country of an account, by it and by its numbers.
CREATE VIEW account_country WITH (security_invoker = true) AS
SELECT w.organization_id, w.waba_id, n.phone_number_id, w.default_country
  FROM waba w LEFT JOIN phone_number n ON (n.organization_id, n.waba_id) = (w.organization_id, w.waba_id)
 WHERE w.disconnected_at IS NULL;
GRANT SELECT ON account_country TO ${appRole}, ${pipelineRole};

-- How people were known until they changed their number or user id: what was written before and arrives late is theirs.
CREATE TABLE contact_former_key (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    -- a number in canonical form, or a business-scoped user id
    recipient_key   text COLLATE "C" NOT NULL,
    -- as WhatsApp tells it; afterwards the number may be somebody else's
    changed_at      timestamptz NOT NULL,
    contact_id      uuid NOT NULL,
    PRIMARY KEY (organization_id, recipient_key, changed_at)
);
-- a person is merged or forgotten
CREATE INDEX contact_former_key_contact ON contact_former_key (organization_id, contact_id);
SELECT wabs_tenant('contact_former_key');

ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_kind_check;
ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_kind_check
    CHECK (kind IN ('ASSIGNED', 'UNASSIGNED', 'RESOLVED', 'REOPENED', 'SNOOZED', 'WOKEN', 'OPTED_OUT', 'OPTED_IN', 'MERGED', 'NUMBER_CHANGED', 'USER_ID_CHANGED'));
