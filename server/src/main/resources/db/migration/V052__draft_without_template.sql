-- A draft is made step by step: whom it is for may be decided before what it says.
ALTER TABLE campaign
    ALTER COLUMN waba_id DROP NOT NULL,
    ALTER COLUMN template_name DROP NOT NULL,
    ALTER COLUMN template_language DROP NOT NULL,
    ADD CHECK (state IN ('DRAFT', 'CANCELLED') OR (waba_id IS NOT NULL AND template_name IS NOT NULL AND template_language IS NOT NULL));
