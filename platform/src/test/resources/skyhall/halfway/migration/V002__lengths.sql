-- Slow in the middle, where the setting says so: half of its work is done then.
ALTER TABLE halfway.line ADD COLUMN length integer;
UPDATE halfway.line SET length = length(text) WHERE number <= 500;
SELECT pg_sleep(coalesce(nullif(current_setting('halfway.pause_seconds', true), '')::float8, 0));
UPDATE halfway.line SET length = length(text) WHERE number > 500;
ALTER TABLE halfway.line ALTER COLUMN length SET NOT NULL;
