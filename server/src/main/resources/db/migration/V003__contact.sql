-- People: one row per canonical recipient and organization. recipient_key is the number as E.164 in its canonical form
-- (Brazil with the ninth digit, Mexico without the 1), or the business-scoped user id where no number is known.
-- Compared as bytes (COLLATE "C"), so that prefix ranges use the indexes under row-level security as well.
CREATE TABLE contact (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    recipient_key   text COLLATE "C" NOT NULL CHECK (length(recipient_key) BETWEEN 3 AND 140),
    phone           text COLLATE "C" CHECK (phone ~ '^\+[0-9]{5,20}$'),
    bsuid           text COLLATE "C" CHECK (length(bsuid) BETWEEN 3 AND 140),
    name            text CHECK (length(name) BETWEEN 1 AND 200),
    name_lower      text COLLATE "C",
    language        text CHECK (length(language) <= 15),
    country         text CHECK (country ~ '^[A-Z]{2}$'),
    attributes      jsonb NOT NULL DEFAULT '{}',
    -- the latest opt-in; whether it still holds is said by suppression
    opted_in_at     timestamptz,
    opt_in_source   text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id),
    CHECK (phone IS NOT NULL OR bsuid IS NOT NULL)
);
-- one contact per recipient: imports and webhooks find the person by it
CREATE UNIQUE INDEX contact_recipient_key ON contact (organization_id, recipient_key);
-- webhooks that show only the business-scoped user id
CREATE UNIQUE INDEX contact_bsuid ON contact (organization_id, bsuid) WHERE bsuid IS NOT NULL;
-- pages of those whose name, or number, begins so
CREATE INDEX contact_name ON contact (organization_id, name_lower, id);
CREATE INDEX contact_phone ON contact (organization_id, phone, id);
SELECT wabs_tenant('contact');

CREATE TABLE contact_tag (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    tag             text COLLATE "C" NOT NULL CHECK (length(tag) BETWEEN 1 AND 60),
    contact_id      uuid NOT NULL,
    PRIMARY KEY (organization_id, tag, contact_id)
);
-- the tags of one person
CREATE INDEX contact_tag_contact ON contact_tag (organization_id, contact_id);
SELECT wabs_tenant('contact_tag');

-- Consent ledger: what a person allowed or forbade, when, and how we know. Append-only; its key makes a repeated
-- report harmless.
CREATE TABLE consent_event (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    recipient_key   text COLLATE "C" NOT NULL,
    at              timestamptz NOT NULL,
    action          text NOT NULL CHECK (action IN ('OPT_IN', 'OPT_OUT')),
    category        text NOT NULL CHECK (category IN ('ALL', 'MARKETING')),
    source          text NOT NULL,
    contact_id      uuid,
    -- the person's words, or what the user wrote down
    text            text,
    -- what else proves it: import and row, user, message
    evidence        jsonb,
    recorded_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, recipient_key, at, action, category, source)
);
-- the history of one person
CREATE INDEX consent_event_contact ON consent_event (organization_id, contact_id, at);
SELECT wabs_tenant('consent_event');
REVOKE UPDATE, DELETE ON consent_event FROM ${appRole}, ${pipelineRole};

-- Who must not be written to: asked by every plan and by every claim.
CREATE TABLE suppression (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    recipient_key   text COLLATE "C" NOT NULL,
    category        text NOT NULL CHECK (category IN ('ALL', 'MARKETING')),
    since           timestamptz NOT NULL,
    source          text NOT NULL,
    PRIMARY KEY (organization_id, recipient_key, category)
);
SELECT wabs_tenant('suppression');

-- One uploaded file: how it is read, how far it is, what came of it. The id is its job's.
CREATE TABLE contact_import (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    file_name       text NOT NULL,
    -- kind, charset, separator, lines
    format          jsonb NOT NULL,
    -- header and field of each column
    columns         jsonb NOT NULL,
    -- default country, tags, consent of all, dry run
    options         jsonb NOT NULL,
    -- data rows done, committed with their effects: a killed import goes on here
    position        bigint NOT NULL DEFAULT 0,
    added           bigint NOT NULL DEFAULT 0,
    updated         bigint NOT NULL DEFAULT 0,
    unchanged       bigint NOT NULL DEFAULT 0,
    refused         bigint NOT NULL DEFAULT 0,
    opted_out       bigint NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
);
SELECT wabs_tenant('contact_import');

-- The uploaded bytes, in pieces, so that any node can read them; deleted once the import is done.
CREATE TABLE contact_import_file (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    import_id       uuid NOT NULL,
    n               integer NOT NULL,
    bytes           bytea NOT NULL,
    PRIMARY KEY (organization_id, import_id, n)
);
ALTER TABLE contact_import_file ALTER COLUMN bytes SET STORAGE EXTERNAL;
SELECT wabs_tenant('contact_import_file');

-- Numbers that an import has met, to tell a row that repeats one; deleted once the import is done.
CREATE TABLE contact_import_number (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    import_id       uuid NOT NULL,
    recipient_key   text COLLATE "C" NOT NULL,
    row_number      bigint NOT NULL,
    PRIMARY KEY (organization_id, import_id, recipient_key)
);
SELECT wabs_tenant('contact_import_number');

-- Rows that an import did not take (or took, but left something aside), with the original cells for mending.
CREATE TABLE contact_import_refusal (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    import_id       uuid NOT NULL,
    row_number      bigint NOT NULL,
    refused         boolean NOT NULL,
    reason          text NOT NULL,
    detail          text NOT NULL,
    -- the offending value, masked
    value           text,
    cells           jsonb NOT NULL,
    PRIMARY KEY (organization_id, import_id, row_number)
);
SELECT wabs_tenant('contact_import_refusal');

-- What a plan reads of people: who, where to, what to fill in, and since when they agree. With the reader's own rights.
CREATE VIEW contact_audience WITH (security_invoker = true) AS
SELECT organization_id, id AS contact_id, recipient_key, coalesce(phone, bsuid) AS recipient,
       name, language, country, attributes, opted_in_at
  FROM contact;
GRANT SELECT ON contact_audience TO ${appRole}, ${pipelineRole};
