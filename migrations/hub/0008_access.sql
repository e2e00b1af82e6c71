-- Who may come in, and by what; what a location chose; who is replaced by whom.

-- One-time links to choose a password by, and the one that sets a new hub up. A used one is deleted.
CREATE TABLE account_links (
  id BIGSERIAL PRIMARY KEY,
  location_id BIGINT REFERENCES locations,
  user_id BIGINT REFERENCES users ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'invite', 'reset')),
  -- SHA-256 of 32 random bytes.
  token_hash BYTEA NOT NULL UNIQUE,
  created_by_id BIGINT REFERENCES users,
  expires_at TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((purpose = 'setup') = (user_id IS NULL)),
  CHECK ((user_id IS NULL) = (location_id IS NULL))
);
CREATE INDEX account_links_user ON account_links (user_id);
CREATE INDEX account_links_expiry ON account_links (expires_at);

ALTER TABLE sessions DROP CONSTRAINT sessions_ended_reason_check;
ALTER TABLE sessions ADD CONSTRAINT sessions_ended_reason_check CHECK
  (ended_reason IN ('signed_out', 'token_reused', 'user_inactive', 'password_changed', 'role_changed'));
CREATE INDEX sessions_expiry ON sessions (expires_at);

ALTER TABLE settings ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;
ALTER TABLE settings ADD COLUMN updated_by_id BIGINT REFERENCES users;

-- A code with which another machine takes the place of a device.
ALTER TABLE pairing_codes ADD COLUMN replaces_id BIGINT REFERENCES devices;
CREATE INDEX pairing_codes_expiry ON pairing_codes (expires_at);

CREATE INDEX audit_log_person ON audit_log (location_id, actor_user_id, id);

-- Counts that may be lost with a crash need not be written twice.
ALTER TABLE rate_limits SET UNLOGGED;
