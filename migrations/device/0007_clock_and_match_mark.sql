-- How far the hub's clock was ahead of this machine's when it last answered, in ms: by it a machine whose clock is a year
-- off knows the clinic's day.
ALTER TABLE service_day ADD COLUMN clock_off INTEGER;
--> statement-breakpoint
-- Birth dates and genders are sealed from now on. Someone who comes again is found by a keyed hash of phone and birth date,
-- which says nothing of either to who has not the store's key. Both are written when the store is next opened.
ALTER TABLE patient ADD COLUMN match_mark TEXT;
--> statement-breakpoint
DROP INDEX patient_by_birth_date;
--> statement-breakpoint
CREATE INDEX patient_by_match_mark ON patient (match_mark) WHERE match_mark IS NOT NULL;
