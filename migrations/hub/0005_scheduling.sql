-- What booking needs beyond the first tables.

-- Why a date is closed or has hours of its own.
ALTER TABLE availability ADD COLUMN reason TEXT;

CREATE TABLE holidays (
  id BIGSERIAL PRIMARY KEY,
  location_id BIGINT NOT NULL REFERENCES locations,
  date DATE NOT NULL,
  name TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (location_id, date)
);

-- Someone who books on line need not tell a birth date; the desk asks for it.
ALTER TABLE patients ALTER COLUMN date_of_birth DROP NOT NULL;

-- One doctor's calendar, day by day: what every look for a free slot reads.
CREATE INDEX appointments_doctor_time ON appointments (location_id, doctor_id, scheduled_date);
CREATE INDEX availability_recurring ON availability (location_id, doctor_id) WHERE is_recurring;
