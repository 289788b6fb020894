-- A Meta app as one organization uses it. Its key is the last segment of the webhook address; the installation's own app
-- ("default", plain /webhooks/whatsapp) comes from the environment and has no row. Secrets are sealed (SecretBox).
CREATE TABLE meta_app (
    organization_id     uuid NOT NULL DEFAULT wabs_organization(),
    app_key             text NOT NULL CHECK (app_key ~ '^[A-Za-z0-9_-]{8,64}$'),
    meta_app_id         text,
    secret              text,
    -- still valid while webhooks signed with it are on their way
    former_secret       text,
    former_secret_until timestamptz,
    verify_token        text NOT NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, app_key)
);
-- a webhook arrives: which app is this path?
CREATE UNIQUE INDEX meta_app_key ON meta_app (app_key);
CREATE UNIQUE INDEX meta_app_meta_id ON meta_app (organization_id, meta_app_id);
SELECT wabs_tenant('meta_app');

-- A WhatsApp Business Account and the token it is used with.
CREATE TABLE waba (
    organization_id    uuid NOT NULL DEFAULT wabs_organization(),
    waba_id            text NOT NULL,
    name               text,
    currency           text,
    country            text,
    status             text,
    -- the business portfolio, whose numbers share one messaging limit
    portfolio_id       text,
    portfolio_name     text,
    -- people per 24 hours; null: unlimited
    messaging_limit    integer CHECK (messaging_limit >= 0),
    app_key            text NOT NULL,
    token              text,
    token_hint         text,
    -- why the token no longer works
    login_needed       text,
    login_needed_since timestamptz,
    -- what Meta forbids this account, in plain words
    restriction        text,
    connected_at       timestamptz NOT NULL DEFAULT now(),
    refreshed_at       timestamptz NOT NULL DEFAULT now(),
    templates_read_at  timestamptz,
    disconnected_at    timestamptz,
    PRIMARY KEY (organization_id, waba_id),
    CHECK (disconnected_at IS NOT NULL OR token IS NOT NULL)
);
-- an account belongs to one organization at a time
CREATE UNIQUE INDEX waba_connected ON waba (waba_id) WHERE disconnected_at IS NULL;
SELECT wabs_tenant('waba');

CREATE TABLE phone_number (
    organization_id      uuid NOT NULL DEFAULT wabs_organization(),
    phone_number_id      text NOT NULL,
    waba_id              text NOT NULL,
    display_phone_number text,
    -- digits alone: how management webhooks name a number
    digits               text,
    verified_name        text,
    -- Meta's; only CONNECTED sends
    status               text,
    quality              text,
    name_status          text,
    messages_per_second  integer NOT NULL CHECK (messages_per_second > 0),
    on_business_app      boolean NOT NULL DEFAULT false,
    refreshed_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, phone_number_id),
    FOREIGN KEY (organization_id, waba_id) REFERENCES waba (organization_id, waba_id)
);
-- numbers of an account; webhooks that name the number by its digits
CREATE INDEX phone_number_waba ON phone_number (organization_id, waba_id, digits);
SELECT wabs_tenant('phone_number');

-- Which organization a webhook of (app, account, number) belongs to. A row is made only after the account's token listed
-- the number, and routes for seven days after it ended.
CREATE TABLE connection (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    app_key         text NOT NULL,
    waba_id         text NOT NULL,
    phone_number_id text NOT NULL,
    valid_from      timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to        timestamptz,
    proven_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, app_key, waba_id, phone_number_id, valid_from)
);
-- a number belongs to one organization at a time; the sender of a number
CREATE UNIQUE INDEX connection_active ON connection (phone_number_id) WHERE valid_to IS NULL;
-- a webhook arrives: whose is it?
CREATE INDEX connection_route ON connection (app_key, waba_id, phone_number_id);
SELECT wabs_tenant('connection');

-- For others: numbers that are connected, and in plain words why one cannot send now.
CREATE VIEW sender_number WITH (security_invoker = true) AS
SELECT n.organization_id, n.phone_number_id, n.waba_id, n.display_phone_number, n.verified_name, n.quality,
       n.messages_per_second, w.portfolio_id, w.messaging_limit,
       CASE WHEN w.login_needed IS NOT NULL THEN w.login_needed
            WHEN w.restriction IS NOT NULL THEN w.restriction
            WHEN n.status IS DISTINCT FROM 'CONNECTED'
                THEN 'Meta shows this number as ' || coalesce(n.status, 'unknown') || '; only CONNECTED numbers send. See WhatsApp Manager.'
       END AS not_ready_reason
  FROM connection c
  JOIN phone_number n ON (n.organization_id, n.phone_number_id, n.waba_id) = (c.organization_id, c.phone_number_id, c.waba_id)
  JOIN waba w ON (w.organization_id, w.waba_id) = (c.organization_id, c.waba_id)
 WHERE c.valid_to IS NULL AND w.disconnected_at IS NULL;
GRANT SELECT ON sender_number TO ${appRole}, ${pipelineRole};

-- Message templates as Meta has them.
CREATE TABLE template (
    organization_id   uuid NOT NULL DEFAULT wabs_organization(),
    waba_id           text NOT NULL,
    name              text NOT NULL,
    language          text NOT NULL,
    meta_id           text NOT NULL,
    -- only APPROVED is sent; DELETED: Meta no longer lists it
    status            text NOT NULL,
    category          text,
    -- what Meta has announced to make of the category
    correct_category  text,
    parameter_format  text NOT NULL CHECK (parameter_format IN ('POSITIONAL', 'NAMED')),
    quality           text,
    rejected_reason   text,
    components        jsonb NOT NULL,
    changed_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, waba_id, name, language),
    FOREIGN KEY (organization_id, waba_id) REFERENCES waba (organization_id, waba_id)
);
-- the list of all accounts' templates, page by page
CREATE INDEX template_name ON template (organization_id, name, language, waba_id);
SELECT wabs_tenant('template');
