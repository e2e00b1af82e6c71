-- Patients, what they booked, when doctors can be booked, and the reminders in between.

CREATE SEQUENCE patient_number_seq;
CREATE TABLE patients (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  patient_number TEXT NOT NULL UNIQUE DEFAULT 'P-' || zero_padded(nextval('patient_number_seq'), 6),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  date_of_birth DATE NOT NULL,
  gender TEXT CHECK (gender IN ('female', 'male', 'other', 'undisclosed')),
  phone TEXT,
  email TEXT,
  address TEXT,
  emergency_contact_name TEXT,
  emergency_contact_phone TEXT,
  medical_history JSONB NOT NULL DEFAULT '{}',
  insurance_provider TEXT,
  insurance_number TEXT,
  communication_preferences JSONB NOT NULL DEFAULT '{}',
  -- Set when this record was merged into another, reversibly.
  merged_into_id BIGINT REFERENCES patients,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX patients_phone ON patients (location_id, phone, date_of_birth);
CREATE INDEX patients_birth ON patients (location_id, date_of_birth);
CREATE INDEX patients_name_search ON patients
  USING gist (location_id, search_text(first_name || ' ' || last_name) gist_trgm_ops);

CREATE TYPE appointment_type AS ENUM ('online', 'walkin', 'kiosk', 'emergency', 'follow_up');
CREATE TYPE appointment_status AS ENUM
  ('scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show', 'rescheduled');
CREATE TYPE payment_status AS ENUM ('pending', 'paid', 'failed', 'refunded', 'partial');

-- timestamptz + interval is only STABLE because days and months depend on a zone; minutes do not.
CREATE FUNCTION slot_range(starts TIMESTAMPTZ, minutes INTEGER) RETURNS TSTZRANGE
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN tstzrange(starts, starts + make_interval(mins => minutes), '[)');

CREATE SEQUENCE appointment_number_seq;
CREATE TABLE appointments (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  appointment_number TEXT NOT NULL UNIQUE
    DEFAULT 'APT-' || to_char(now(), 'YYYY') || '-' || zero_padded(nextval('appointment_number_seq'), 4),
  patient_id BIGINT NOT NULL REFERENCES patients,
  doctor_id BIGINT NOT NULL REFERENCES users,
  service_id BIGINT REFERENCES services,
  appointment_type appointment_type NOT NULL,
  scheduled_date TIMESTAMPTZ NOT NULL,
  duration_minutes INTEGER NOT NULL DEFAULT 30 CHECK (duration_minutes BETWEEN 1 AND 1440),
  status appointment_status NOT NULL DEFAULT 'scheduled',
  priority INTEGER NOT NULL DEFAULT 0,
  queue_token TEXT,
  payment_status payment_status NOT NULL DEFAULT 'pending',
  payment_amount DECIMAL(12, 2) CHECK (payment_amount >= 0),
  reason_for_visit TEXT,
  symptoms TEXT,
  urgency_level TEXT NOT NULL DEFAULT 'low' CHECK (urgency_level IN ('low', 'medium', 'high', 'emergency')),
  special_requirements TEXT,
  booking_source TEXT,
  confirmation_sent BOOLEAN NOT NULL DEFAULT FALSE,
  reminder_sent BOOLEAN NOT NULL DEFAULT FALSE,
  -- Which of the doctor's places in a slot this one takes, 1 to max_patients_per_slot.
  seat INTEGER NOT NULL DEFAULT 1 CHECK (seat >= 1),
  slot TSTZRANGE NOT NULL GENERATED ALWAYS AS (slot_range(scheduled_date, duration_minutes)) STORED,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  -- The database itself refuses a double booking, whichever process or device asks.
  CONSTRAINT appointments_no_overlap EXCLUDE USING gist
    (location_id WITH =, doctor_id WITH =, seat WITH =, slot WITH &&)
    WHERE (status NOT IN ('cancelled', 'no_show', 'rescheduled'))
);
CREATE INDEX idx_appointments_scheduled_date ON appointments (location_id, scheduled_date);
CREATE INDEX appointments_patient ON appointments (location_id, patient_id, scheduled_date);

CREATE TABLE availability (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  doctor_id BIGINT NOT NULL REFERENCES users,
  date DATE NOT NULL,
  start_time TIME NOT NULL,
  end_time TIME NOT NULL,
  slot_duration_minutes INTEGER NOT NULL DEFAULT 30 CHECK (slot_duration_minutes BETWEEN 1 AND 1440),
  max_patients_per_slot INTEGER NOT NULL DEFAULT 1 CHECK (max_patients_per_slot >= 1),
  is_available BOOLEAN NOT NULL DEFAULT TRUE,
  break_start_time TIME,
  break_end_time TIME,
  is_recurring BOOLEAN NOT NULL DEFAULT FALSE,
  recurrence_pattern TEXT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (start_time < end_time),
  CHECK ((break_start_time IS NULL) = (break_end_time IS NULL)),
  CHECK (break_start_time < break_end_time),
  CHECK (NOT is_recurring OR recurrence_pattern IS NOT NULL)
);
CREATE INDEX availability_doctor_date ON availability (location_id, doctor_id, date);

-- A slot kept while someone pays. Expired holds are deleted by whoever wants the slot next.
CREATE TABLE slot_holds (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  location_id BIGINT NOT NULL REFERENCES locations,
  doctor_id BIGINT NOT NULL REFERENCES users,
  seat INTEGER NOT NULL DEFAULT 1 CHECK (seat >= 1),
  slot TSTZRANGE NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CONSTRAINT slot_holds_no_overlap EXCLUDE USING gist
    (location_id WITH =, doctor_id WITH =, seat WITH =, slot WITH &&)
);
CREATE INDEX slot_holds_expiry ON slot_holds (expires_at);

CREATE TABLE appointment_reminders (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  appointment_id BIGINT NOT NULL REFERENCES appointments,
  reminder_type TEXT NOT NULL CHECK (reminder_type IN ('sms', 'email', 'call', 'push')),
  scheduled_time TIMESTAMPTZ NOT NULL,
  sent_time TIMESTAMPTZ,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'failed', 'cancelled')),
  message_content TEXT,
  delivery_status TEXT,
  error_message TEXT,
  retry_count INTEGER NOT NULL DEFAULT 0,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX appointment_reminders_due ON appointment_reminders (location_id, scheduled_time) WHERE status = 'pending';
CREATE INDEX appointment_reminders_appointment ON appointment_reminders (location_id, appointment_id);
