-- Figures are recounted organization by organization: by the primary key of analytics_quarter, and for opt-outs by this index.
DROP INDEX analytics_quarter_quarter;
DROP INDEX consent_event_opt_out;
-- opt-outs of an organization in some hours: the recount of figures
CREATE INDEX consent_event_opt_out ON consent_event (organization_id, at) WHERE action = 'OPT_OUT';
