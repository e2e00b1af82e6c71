-- The calling order as columns, so that "next" is one index look-up; what bears on it; and waits that learn.

ALTER TABLE queue_management
  ADD COLUMN emergency BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN urgency TEXT CHECK (urgency IN ('low', 'medium', 'high')),
  ADD COLUMN long_journey BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN returned BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN transferred BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN booked_at TIMESTAMPTZ,
  -- The clinic's kind of visit (new, follow-up), empty where it makes no difference.
  ADD COLUMN visit_type TEXT NOT NULL DEFAULT '',
  -- What staff said where the hub did not know: waiting since before the check-in, an age without a birth date.
  ADD COLUMN stated_since TIMESTAMPTZ,
  ADD COLUMN stated_age INTEGER CHECK (stated_age BETWEEN 0 AND 150),
  ADD COLUMN order_tier SMALLINT NOT NULL DEFAULT 1 CHECK (order_tier IN (0, 1)),
  ADD COLUMN order_at TIMESTAMPTZ,
  ADD COLUMN order_since TIMESTAMPTZ;
UPDATE queue_management SET order_at = check_in_time, order_since = check_in_time;
ALTER TABLE queue_management ALTER COLUMN order_at SET NOT NULL, ALTER COLUMN order_since SET NOT NULL;
-- A queue without a doctor is doctor 0 here: "IS NULL" does not let an index give the order.
CREATE INDEX queue_management_next
  ON queue_management (location_id, service_id, (coalesce(doctor_id, 0)), order_tier, order_at, order_since, uid)
  WHERE current_status = 'waiting' AND held_since IS NULL;

-- Each event with the entry as it then stood: what an undo goes back to, and what waits are learned from.
ALTER TABLE queue_events
  ADD COLUMN rev INTEGER,
  ADD COLUMN entry JSONB,
  -- By the hub's clock; `at` may be a device's.
  ADD COLUMN recorded_at TIMESTAMPTZ NOT NULL DEFAULT now();
CREATE UNIQUE INDEX queue_events_rev ON queue_events (location_id, queue_id, rev);
CREATE INDEX queue_events_recorded ON queue_events (location_id, recorded_at);

-- What a location has learned about its waits.
CREATE TABLE wait_models (
  location_id BIGINT PRIMARY KEY REFERENCES locations,
  -- Up to here of the queue stream everything that follows from it is written.
  published_seq BIGINT NOT NULL DEFAULT 0,
  -- The model as it was at `snapshot_seq`; null before the first one. Lost, it is made again from queue_events.
  snapshot_seq BIGINT NOT NULL DEFAULT 0,
  snapshot TEXT,
  saved_at TIMESTAMPTZ,
  -- The range of each queue as devices last heard it.
  published JSONB NOT NULL DEFAULT '{}',
  computed_at TIMESTAMPTZ
);

-- What each patient was told, and what came of it.
CREATE TABLE wait_predictions (
  id BIGSERIAL,
  location_id BIGINT NOT NULL REFERENCES locations,
  queue_id BIGINT NOT NULL REFERENCES queue_management,
  service_id BIGINT NOT NULL REFERENCES services,
  doctor_id BIGINT REFERENCES users,
  wait_class TEXT NOT NULL,
  made_at TIMESTAMPTZ NOT NULL,
  ahead DOUBLE PRECISION NOT NULL,
  -- Minutes, before rounding.
  expected DOUBLE PRECISION NOT NULL,
  lower DOUBLE PRECISION NOT NULL,
  upper DOUBLE PRECISION NOT NULL,
  -- Minutes, as the patient was told.
  shown_lower INTEGER NOT NULL,
  shown_upper INTEGER NOT NULL,
  -- The range as it stands, extended when it was overrun.
  told_from TIMESTAMPTZ NOT NULL,
  told_to TIMESTAMPTZ NOT NULL,
  told_at TIMESTAMPTZ NOT NULL,
  extensions INTEGER NOT NULL DEFAULT 0,
  outcome TEXT CHECK (outcome IN ('called', 'left', 'moved')),
  outcome_at TIMESTAMPTZ,
  actual_minutes DOUBLE PRECISION,
  PRIMARY KEY (location_id, id)
);
CREATE UNIQUE INDEX wait_predictions_open ON wait_predictions (location_id, queue_id) WHERE outcome IS NULL;
CREATE INDEX wait_predictions_made ON wait_predictions (location_id, made_at);
