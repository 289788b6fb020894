-- Who asks is read once, not for each row: figures of a month are tens of thousands of rows, and reading them was mostly that.
ALTER POLICY organization ON analytics_quarter
    USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
