-- Failures that Meta reports count from here on for the circuit breaker: where the number was when the campaign was resumed.
ALTER TABLE campaign_lane ADD COLUMN watched_after uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
