-- What Meta said of a number whenever it was something new: its quality, whether it is connected, its pace, and the limit of its
-- portfolio. Insert-only; for figures.
CREATE TABLE phone_number_history (
    organization_id     uuid NOT NULL DEFAULT wabs_organization(),
    phone_number_id     text NOT NULL,
    at                  timestamptz NOT NULL,
    quality             text,
    status              text,
    -- null: unlimited
    messaging_limit     integer,
    messages_per_second integer NOT NULL,
    PRIMARY KEY (organization_id, phone_number_id, at)
);
SELECT wabs_tenant('phone_number_history');
