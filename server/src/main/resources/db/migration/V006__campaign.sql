-- A campaign: who decided what, and how far its plan is. Its figures stand in campaign_count, its people in message.
CREATE TABLE campaign (
    organization_id   uuid NOT NULL DEFAULT wabs_organization(),
    id                uuid NOT NULL,
    name              text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    state             text NOT NULL DEFAULT 'DRAFT'
                      CHECK (state IN ('DRAFT', 'PLANNING', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED', 'FAILED')),
    -- why it is in this state, when something else than a plain start brought it there; Meta's code if there is one
    state_reason      text,
    state_code        integer,
    state_detail      text,
    waba_id           text NOT NULL,
    template_name     text NOT NULL,
    template_language text NOT NULL,
    category          text NOT NULL CHECK (category IN ('MARKETING', 'UTILITY', 'AUTHENTICATION')),
    -- as a person mapped them, by place in the template
    variables         jsonb NOT NULL,
    audience          jsonb NOT NULL,
    -- in a draft as chosen, empty: all numbers of the account; from the start on those that send
    phone_number_ids  text[] NOT NULL,
    -- frozen at the start: the template, and the variables in the order of its slots
    template          jsonb,
    parameters        jsonb,
    -- the plan: its begin gives the messages' ids their time; the last contact planned; chunks written
    planned_at        timestamptz,
    plan_position     uuid,
    plan_chunk        integer NOT NULL DEFAULT 0,
    -- what a task still has to do: write the plan, or take back what is queued
    work              text CHECK (work IN ('PLAN', 'CANCEL')),
    created_by        uuid NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at        timestamptz,
    ended_at          timestamptz,
    version           integer NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    CHECK (state NOT IN ('PLANNING', 'RUNNING') OR (template IS NOT NULL AND parameters IS NOT NULL AND planned_at IS NOT NULL)),
    CHECK (state <> 'PLANNING' OR work = 'PLAN'),
    CHECK (state <> 'RUNNING' OR work IS NULL)
);
-- the list, filtered by state
CREATE INDEX campaign_state ON campaign (organization_id, state, id);
-- every second: which run, and which have a plan or a cancellation to finish? A handful of rows, of any organization
CREATE INDEX campaign_active ON campaign (state, organization_id, id) WHERE state IN ('PLANNING', 'RUNNING') OR work = 'CANCEL';
SELECT wabs_tenant('campaign');

-- The ids that the plan has written so far, by sender: what the lanes will go through.
CREATE TABLE campaign_plan (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    campaign_id     uuid NOT NULL,
    phone_number_id text NOT NULL,
    first_id        uuid NOT NULL,
    last_id         uuid NOT NULL,
    queued          bigint NOT NULL,
    -- how far a cancellation has gone through them
    cancelled_to    uuid,
    PRIMARY KEY (organization_id, campaign_id, phone_number_id)
);
SELECT wabs_tenant('campaign_plan');

-- People the plan left out, by reason.
CREATE TABLE campaign_skip (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    campaign_id     uuid NOT NULL,
    reason          text NOT NULL,
    people          bigint NOT NULL,
    PRIMARY KEY (organization_id, campaign_id, reason)
);
SELECT wabs_tenant('campaign_skip');
