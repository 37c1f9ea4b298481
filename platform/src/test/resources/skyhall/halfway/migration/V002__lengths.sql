-- Sleeps in the middle, with half of its work done, where a test has made the table that says how long.
ALTER TABLE halfway.line ADD COLUMN length integer;
UPDATE halfway.line SET length = length(text) WHERE number <= 500;
DO $$
BEGIN
    IF to_regclass('public.halfway_pause') IS NOT NULL THEN
        EXECUTE 'SELECT pg_sleep(seconds) FROM public.halfway_pause';
    END IF;
END $$;
UPDATE halfway.line SET length = length(text) WHERE number > 500;
ALTER TABLE halfway.line ALTER COLUMN length SET NOT NULL;
