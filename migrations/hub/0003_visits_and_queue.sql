-- Visits, their places in the queue, and the history of every move.

CREATE TABLE visits (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  patient_id BIGINT NOT NULL REFERENCES patients,
  appointment_id BIGINT REFERENCES appointments,
  service_id BIGINT NOT NULL REFERENCES services,
  doctor_id BIGINT REFERENCES users,
  -- The clinic's own day, which may outlast midnight.
  business_date DATE NOT NULL,
  lane TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99999),
  -- Whole, `20260314-A-047`.
  token_number TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT 'en',
  reason_for_visit TEXT,
  special_requirements TEXT,
  incarnation UUID REFERENCES device_incarnations (uid),
  checked_in_at TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (location_id, token_number),
  UNIQUE (location_id, business_date, lane, number)
);
CREATE INDEX visits_patient ON visits (location_id, patient_id, business_date);

CREATE TYPE queue_status AS ENUM ('waiting', 'called', 'in_consultation', 'completed', 'cancelled', 'no_show');

CREATE TABLE queue_management (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  visit_id BIGINT NOT NULL REFERENCES visits,
  -- Lanes belong to a location, so a token is unique within one.
  token_number TEXT NOT NULL,
  patient_id BIGINT NOT NULL REFERENCES patients,
  appointment_id BIGINT REFERENCES appointments,
  service_id BIGINT NOT NULL REFERENCES services,
  doctor_id BIGINT REFERENCES users,
  station_id BIGINT REFERENCES stations,
  business_date DATE NOT NULL,
  current_status queue_status NOT NULL DEFAULT 'waiting',
  priority_score INTEGER NOT NULL DEFAULT 0,
  estimated_wait_time_minutes INTEGER CHECK (estimated_wait_time_minutes >= 0),
  actual_wait_time_minutes INTEGER CHECK (actual_wait_time_minutes >= 0),
  check_in_time TIMESTAMPTZ NOT NULL,
  called_time TIMESTAMPTZ,
  consultation_start_time TIMESTAMPTZ,
  consultation_end_time TIMESTAMPTZ,
  queue_position INTEGER,
  ai_priority_factors JSONB NOT NULL DEFAULT '{}',
  medical_urgency_score INTEGER,
  wait_time_score INTEGER,
  patient_satisfaction_score INTEGER CHECK (patient_satisfaction_score BETWEEN 1 AND 5),
  call_count INTEGER NOT NULL DEFAULT 0 CHECK (call_count >= 0),
  -- Set while the entry is passed over on purpose: patient stepped out, result awaited.
  held_since TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (location_id, token_number)
);
CREATE INDEX idx_queue_management_doctor_status ON queue_management (location_id, doctor_id, current_status);
CREATE INDEX queue_management_visit ON queue_management (location_id, visit_id);
-- What "next" and every board read: only who is still in the house, in the order of arrival.
CREATE INDEX queue_management_open ON queue_management (location_id, service_id, doctor_id, check_in_time)
  WHERE current_status IN ('waiting', 'called', 'in_consultation');
CREATE INDEX queue_management_day ON queue_management (location_id, business_date, current_status);

CREATE TABLE queue_events (
  id BIGSERIAL,
  location_id BIGINT NOT NULL REFERENCES locations,
  queue_id BIGINT NOT NULL REFERENCES queue_management,
  type TEXT NOT NULL,
  from_status queue_status,
  to_status queue_status NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  actor_type TEXT NOT NULL CHECK (actor_type IN ('staff', 'device', 'system')),
  actor_user_id BIGINT REFERENCES users,
  actor_device_id BIGINT REFERENCES devices,
  station_id BIGINT REFERENCES stations,
  op_id UUID,
  notes TEXT,
  details JSONB NOT NULL DEFAULT '{}',
  PRIMARY KEY (location_id, id)
);
CREATE INDEX queue_events_entry ON queue_events (location_id, queue_id, id);
