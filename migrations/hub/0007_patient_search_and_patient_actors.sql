-- Finding patients among very many, recognising one person in two records, and patients who act for themselves.

-- Words in it begin after a space, the first as well, so that one pattern finds "starts with" anywhere in the name.
ALTER TABLE patients ADD COLUMN search_name TEXT NOT NULL
  GENERATED ALWAYS AS (search_text(' ' || first_name || ' ' || last_name)) STORED;
DROP INDEX patients_name_search;
CREATE INDEX patients_name_search ON patients USING gin (search_name gin_trgm_ops);
CREATE INDEX patients_phone_search ON patients USING gin (phone gin_trgm_ops);
CREATE INDEX patients_merged ON patients (merged_into_id) WHERE merged_into_id IS NOT NULL;

-- Keys that records of one person are likely to share (shared/domain/patient-match); replaced with every change.
CREATE TABLE patient_match_keys (
  location_id BIGINT NOT NULL REFERENCES locations,
  key TEXT NOT NULL,
  patient_id BIGINT NOT NULL REFERENCES patients,
  PRIMARY KEY (location_id, key, patient_id)
);
CREATE INDEX patient_match_keys_patient ON patient_match_keys (location_id, patient_id);

-- How the person who booked means to pay; what was paid stands in `payments`.
ALTER TABLE appointments ADD COLUMN payment_method TEXT
  CHECK (payment_method IN ('online', 'card', 'upi', 'bank_transfer', 'desk'));

-- Someone who booked without signing in may later move or cancel that one appointment.
ALTER TABLE audit_log DROP CONSTRAINT audit_log_actor_type_check;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_actor_type_check
  CHECK (actor_type IN ('staff', 'device', 'system', 'anonymous', 'patient'));
ALTER TABLE queue_events DROP CONSTRAINT queue_events_actor_type_check;
ALTER TABLE queue_events ADD CONSTRAINT queue_events_actor_type_check
  CHECK (actor_type IN ('staff', 'device', 'system', 'patient'));

-- The entry of an appointment that was checked in.
CREATE INDEX queue_management_appointment ON queue_management (location_id, appointment_id)
  WHERE appointment_id IS NOT NULL;
