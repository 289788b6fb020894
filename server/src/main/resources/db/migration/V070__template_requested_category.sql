-- What was asked for here; Meta may file a template under another category. Empty for templates made elsewhere.
ALTER TABLE template ADD COLUMN requested_category text;
