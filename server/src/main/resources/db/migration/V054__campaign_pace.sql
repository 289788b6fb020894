-- How far a campaign was every ten seconds while it ran: what its chart shows.
CREATE TABLE campaign_pace (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    campaign_id     uuid NOT NULL,
    at              timestamptz NOT NULL,
    sent            bigint NOT NULL,
    delivered       bigint NOT NULL,
    read            bigint NOT NULL,
    failed          bigint NOT NULL,
    PRIMARY KEY (organization_id, campaign_id, at)
) WITH (fillfactor = 70);
SELECT wabs_tenant('campaign_pace');
