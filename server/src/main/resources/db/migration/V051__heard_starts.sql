-- What people wrote that would have opted them in, had they opted out before: webhooks come in any order, and the STOP that
-- such a START answers may be delivered after it. Kept for as long as Meta tries to deliver.
CREATE TABLE heard_start (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    recipient_key   text NOT NULL,
    -- Meta's time of the message
    at              timestamptz NOT NULL,
    source          text NOT NULL,
    contact_id      uuid,
    text            text NOT NULL,
    PRIMARY KEY (organization_id, recipient_key, at, source)
);
SELECT wabs_tenant('heard_start');
