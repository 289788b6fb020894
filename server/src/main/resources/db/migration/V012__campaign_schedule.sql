-- Campaigns that start by themselves, keep to hours of the day and to a frequency cap.
ALTER TABLE campaign DROP CONSTRAINT campaign_state_check;
ALTER TABLE campaign ADD CONSTRAINT campaign_state_check
    CHECK (state IN ('DRAFT', 'SCHEDULED', 'PLANNING', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED', 'FAILED'));
ALTER TABLE campaign
    -- zone, sending hours, frequency cap, as chosen by a person
    ADD COLUMN rules         jsonb NOT NULL DEFAULT '{}',
    -- when it is to start: local time of the zone in `rules`, resolved when due
    ADD COLUMN scheduled_at  timestamp,
    -- outside its sending hours a running campaign rests until then
    ADD COLUMN resting_until timestamptz,
    ADD CHECK (state <> 'SCHEDULED' OR (scheduled_at IS NOT NULL AND rules ->> 'zone' IS NOT NULL)),
    ADD CHECK (resting_until IS NULL OR state = 'RUNNING');
-- every second: which are to start soon? A handful of rows, of any organization
CREATE INDEX campaign_scheduled ON campaign (scheduled_at) WHERE state = 'SCHEDULED';
