-- Sums of analytics_quarter, counted with it, so that a report of a month reads thousands of rows and not tens of thousands.

-- of everything
CREATE TABLE analytics_total (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    quarter         timestamptz NOT NULL,
    skipped         bigint NOT NULL,
    sent            bigint NOT NULL,
    delivered       bigint NOT NULL,
    read            bigint NOT NULL,
    replied         bigint NOT NULL,
    failed          bigint NOT NULL,
    received        bigint NOT NULL,
    opted_out       bigint NOT NULL,
    PRIMARY KEY (organization_id, quarter)
);
SELECT wabs_tenant('analytics_total');
ALTER POLICY organization ON analytics_total
    USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));

-- of a day of UTC
CREATE TABLE analytics_day (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    day             timestamptz NOT NULL,
    campaign_id     uuid NOT NULL,
    phone_number_id text NOT NULL,
    template        text NOT NULL,
    country         text NOT NULL,
    skipped         bigint NOT NULL,
    sent            bigint NOT NULL,
    delivered       bigint NOT NULL,
    read            bigint NOT NULL,
    replied         bigint NOT NULL,
    failed          bigint NOT NULL,
    received        bigint NOT NULL,
    opted_out       bigint NOT NULL,
    PRIMARY KEY (organization_id, day, campaign_id, phone_number_id, template, country)
);
SELECT wabs_tenant('analytics_day');
ALTER POLICY organization ON analytics_day
    USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));

INSERT INTO analytics_total (organization_id, quarter, skipped, sent, delivered, read, replied, failed, received, opted_out)
SELECT organization_id, quarter, sum(skipped), sum(sent), sum(delivered), sum(read), sum(replied), sum(failed), sum(received), sum(opted_out)
  FROM analytics_quarter GROUP BY 1, 2;
INSERT INTO analytics_day (organization_id, day, campaign_id, phone_number_id, template, country,
                           skipped, sent, delivered, read, replied, failed, received, opted_out)
SELECT organization_id, date_trunc('day', quarter, 'UTC'), campaign_id, phone_number_id, template, country,
       sum(skipped), sum(sent), sum(delivered), sum(read), sum(replied), sum(failed), sum(received), sum(opted_out)
  FROM analytics_quarter GROUP BY 1, 2, 3, 4, 5, 6;
