-- What was paid, who did what, and which requests were already answered.

-- Append only: a refund is a row of its own, and `op_uid` makes a charge happen once for ever.
CREATE TABLE payments (
  id BIGSERIAL PRIMARY KEY,
  op_uid UUID NOT NULL UNIQUE,
  location_id BIGINT NOT NULL REFERENCES locations,
  patient_id BIGINT REFERENCES patients,
  appointment_id BIGINT REFERENCES appointments,
  visit_id BIGINT REFERENCES visits,
  refund_of_id BIGINT REFERENCES payments,
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'refund')),
  method TEXT NOT NULL CHECK (method IN ('card', 'upi', 'bank_transfer', 'desk')),
  status payment_status NOT NULL,
  amount DECIMAL(12, 2) NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  provider TEXT,
  provider_reference TEXT,
  recorded_by_id BIGINT REFERENCES users,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((kind = 'refund') = (refund_of_id IS NOT NULL))
);
CREATE INDEX payments_appointment ON payments (location_id, appointment_id);
CREATE INDEX payments_created ON payments (location_id, created_at);

CREATE TABLE audit_log (
  id BIGSERIAL,
  location_id BIGINT NOT NULL REFERENCES locations,
  at TIMESTAMPTZ NOT NULL,
  actor_type TEXT NOT NULL CHECK (actor_type IN ('staff', 'device', 'system', 'anonymous')),
  actor_user_id BIGINT REFERENCES users,
  actor_device_id BIGINT REFERENCES devices,
  -- An operation, `devices.pair`.
  action TEXT NOT NULL,
  entity TEXT,
  entity_uid UUID,
  request_id TEXT,
  -- Ids and states, never patient data.
  details JSONB NOT NULL DEFAULT '{}',
  PRIMARY KEY (location_id, id)
);
CREATE INDEX audit_log_entity ON audit_log (location_id, entity, entity_uid);
CREATE INDEX audit_log_at ON audit_log (location_id, at);

-- The reply to a request that must happen once, for whoever asks again with the same key.
CREATE TABLE idempotency_keys (
  location_id BIGINT NOT NULL REFERENCES locations,
  operation TEXT NOT NULL,
  key TEXT NOT NULL,
  -- Another request under the same key is a mistake of the caller, to be told so.
  request_hash BYTEA NOT NULL,
  reply JSONB,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  expires_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (location_id, operation, key)
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
