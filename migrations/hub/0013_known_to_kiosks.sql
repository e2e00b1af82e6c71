-- Kiosks recognise returning patients by a keyed hash of phone and birth date, and know nothing else of them.
-- The hash that this record stands under, and the revision from which it was made.
ALTER TABLE patients ADD COLUMN kiosk_hash TEXT, ADD COLUMN kiosk_rev INTEGER;
-- Which records kiosks have not been told of as they are now: few, so that looking for them costs nothing.
CREATE INDEX patients_untold ON patients (location_id, id) WHERE kiosk_rev IS DISTINCT FROM rev;
-- Who shares one: twins on their mother's phone are recognised by nobody.
CREATE INDEX patients_kiosk_hash ON patients (location_id, kiosk_hash) WHERE kiosk_hash IS NOT NULL;
