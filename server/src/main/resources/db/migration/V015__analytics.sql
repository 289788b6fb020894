-- The template of a campaign, for figures by template.
CREATE VIEW campaign_template WITH (security_invoker = true) AS
SELECT organization_id, id AS campaign_id, name AS campaign_name, template_name FROM campaign;
GRANT SELECT ON campaign_template TO ${appRole}, ${pipelineRole};

-- What became of messages, by the hour in which they were planned, queued or received. Recounted from the messages again and
-- again, since reports of a message come for days: a row is never added to.
CREATE TABLE analytics_hour (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    hour            timestamptz NOT NULL,
    -- all zeros: of no campaign
    campaign_id     uuid NOT NULL,
    phone_number_id text NOT NULL,
    -- empty: of no campaign, or not known
    template        text NOT NULL,
    country         text NOT NULL,
    skipped         bigint NOT NULL,
    sent            bigint NOT NULL,
    delivered       bigint NOT NULL,
    read            bigint NOT NULL,
    replied         bigint NOT NULL,
    failed          bigint NOT NULL,
    received        bigint NOT NULL,
    PRIMARY KEY (organization_id, hour, campaign_id, phone_number_id, template, country)
);
-- a recount replaces whole hours of everybody
CREATE INDEX analytics_hour_hour ON analytics_hour (hour);
SELECT wabs_tenant('analytics_hour');
