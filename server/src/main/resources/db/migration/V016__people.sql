-- Phone numbers that come without a country code and are to be written to by an account are those of its country.
ALTER TABLE waba
    -- null: the organization's
    ADD COLUMN default_country text CHECK (default_country ~ '^[A-Z]{2}$');

-- For others: the country of an account, by it and by its numbers.
CREATE VIEW account_country WITH (security_invoker = true) AS
SELECT w.organization_id, w.waba_id, n.phone_number_id, w.default_country
  FROM waba w LEFT JOIN phone_number n ON (n.organization_id, n.waba_id) = (w.organization_id, w.waba_id)
 WHERE w.disconnected_at IS NULL;
GRANT SELECT ON account_country TO ${appRole}, ${pipelineRole};
