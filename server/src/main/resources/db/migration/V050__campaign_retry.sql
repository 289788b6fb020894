-- Orders to try those of a campaign who failed once more: long work, one row a job.
CREATE TABLE campaign_retry (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    campaign_id     uuid NOT NULL,
    user_id         uuid NOT NULL,
    -- of Meta's, that may be tried again; looked up when the job begins
    codes           integer[] NOT NULL DEFAULT '{}',
    -- last message looked at, committed with its effects: a killed job goes on here
    position        uuid,
    done            bigint NOT NULL DEFAULT 0,
    -- people tried again, by Meta's code
    queued          jsonb NOT NULL DEFAULT '{}',
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
);
-- Serves a second press: is one of this campaign under way?
CREATE INDEX campaign_retry_campaign ON campaign_retry (organization_id, campaign_id, id);
SELECT wabs_tenant('campaign_retry');
