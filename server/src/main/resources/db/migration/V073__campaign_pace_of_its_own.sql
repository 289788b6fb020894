-- A campaign with a pace of its own: the least time between two of its messages on this number. Null: the number's pace alone.
ALTER TABLE campaign_lane ADD COLUMN interval_millis integer CHECK (interval_millis > 0);
