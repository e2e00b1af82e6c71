-- Appointments that lost their slot, records that may be one person, and patients' access that can be taken back.

-- Set while an appointment that was booked off line has no slot: somebody else had taken it. It keeps the time that was
-- wished for, takes nobody's place, and waits for staff to find another.
ALTER TABLE appointments ADD COLUMN needs_rebooking_since TIMESTAMPTZ;
CREATE INDEX appointments_to_rebook ON appointments (location_id, scheduled_date, id)
  WHERE needs_rebooking_since IS NOT NULL;
ALTER TABLE appointments DROP CONSTRAINT appointments_no_overlap;
ALTER TABLE appointments ADD CONSTRAINT appointments_no_overlap EXCLUDE USING gist
  (location_id WITH =, doctor_id WITH =, seat WITH =, slot WITH &&)
  WHERE (status NOT IN ('cancelled', 'no_show') AND needs_rebooking_since IS NULL);

-- A patient's token names the number it was made under; raising it takes back every token given out before.
ALTER TABLE appointments ADD COLUMN access_number INTEGER NOT NULL DEFAULT 0;

-- Pairs of records that may be one person, found after a registration and never in its way.
CREATE TABLE patient_duplicates (
  id BIGSERIAL PRIMARY KEY,
  location_id BIGINT NOT NULL REFERENCES locations,
  -- The record that was registered later, and the one that was there.
  patient_id BIGINT NOT NULL REFERENCES patients,
  other_id BIGINT NOT NULL REFERENCES patients,
  score DOUBLE PRECISION NOT NULL CHECK (score BETWEEN 0 AND 1),
  reasons JSONB NOT NULL,
  found_at TIMESTAMPTZ NOT NULL,
  resolution TEXT CHECK (resolution IN ('merged', 'separate')),
  resolved_at TIMESTAMPTZ,
  resolved_by_id BIGINT REFERENCES users,
  CHECK (patient_id > other_id),
  CHECK ((resolution IS NULL) = (resolved_at IS NULL)),
  UNIQUE (location_id, patient_id, other_id)
);
CREATE INDEX patient_duplicates_open ON patient_duplicates (location_id, id) WHERE resolved_at IS NULL;
CREATE INDEX patient_duplicates_other ON patient_duplicates (location_id, other_id);

-- How far records were given match keys and were compared. Ids are not committed in their order, so those compared lately
-- are kept one by one (patients_compared) until everything below is certain.
CREATE TABLE patient_matching (
  one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
  keyed_below BIGINT NOT NULL,
  keyed_until BIGINT NOT NULL,
  compared_below BIGINT NOT NULL
);
-- Records from before there were match keys get them; only what is registered from now on is compared by itself.
INSERT INTO patient_matching (keyed_below, keyed_until, compared_below)
  SELECT 1, coalesce(max(id), 0) + 1, coalesce(max(id), 0) + 1 FROM patients;
CREATE TABLE patients_compared (patient_id BIGINT PRIMARY KEY);

-- What is in dispute about one record: settled with it when it is moved or cancelled.
CREATE INDEX offline_sync_logs_record ON offline_sync_logs (location_id, sync_type, record_id)
  WHERE sync_status IN ('conflict', 'failed') AND resolved_at IS NULL;
