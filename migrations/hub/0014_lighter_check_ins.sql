-- A kiosk that comes back brings a day of check-ins at once. What is checked or indexed twice is so no longer.

-- Whatever these rows belong to names the location itself, and is referenced; locations are never deleted.
ALTER TABLE visits DROP CONSTRAINT visits_location_id_fkey;
ALTER TABLE queue_management DROP CONSTRAINT queue_management_location_id_fkey;
ALTER TABLE queue_events DROP CONSTRAINT queue_events_location_id_fkey;
ALTER TABLE offline_sync_logs DROP CONSTRAINT offline_sync_logs_location_id_fkey;
-- Written only beside their patient, half a dozen for each, and patients are never deleted.
ALTER TABLE patient_match_keys
  DROP CONSTRAINT patient_match_keys_location_id_fkey,
  DROP CONSTRAINT patient_match_keys_patient_id_fkey;

-- Unique by the whole token, which says the same.
ALTER TABLE visits DROP CONSTRAINT visits_location_id_business_date_lane_number_key;
-- queue_events_rev begins with the same columns.
DROP INDEX queue_events_entry;
