-- The clinic itself: its locations, what it offers, who works there and how they sign in.

CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- `lpad` cuts what is too long; a running number must never lose a digit.
CREATE FUNCTION zero_padded(n BIGINT, width INTEGER) RETURNS TEXT
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lpad(n::TEXT, greatest(width, length(n::TEXT)), '0');

-- unaccent() is only STABLE because its dictionary could be exchanged; with the dictionary named it may be indexed.
CREATE FUNCTION search_text(value TEXT) RETURNS TEXT
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(unaccent('unaccent'::regdictionary, value));

CREATE TABLE locations (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  name JSONB NOT NULL,
  time_zone TEXT NOT NULL,
  cutover_hour INTEGER NOT NULL DEFAULT 4 CHECK (cutover_hour BETWEEN 0 AND 12),
  language TEXT NOT NULL DEFAULT 'en',
  country TEXT NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  currency TEXT NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
  -- How many lanes were ever handed out; raised under the row's lock, never lowered: a lane is not given twice.
  lanes_issued INTEGER NOT NULL DEFAULT 0 CHECK (lanes_issued >= 0),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE services (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  name JSONB NOT NULL,
  waiting_area JSONB,
  average_minutes INTEGER NOT NULL DEFAULT 15 CHECK (average_minutes BETWEEN 1 AND 480),
  position INTEGER NOT NULL DEFAULT 0,
  active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX services_location ON services (location_id, position);

CREATE TABLE stations (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  name JSONB NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX stations_location ON stations (location_id, position);

-- Staff. A doctor is a user with the doctor columns filled; e-mail and password are there only for who signs in.
CREATE TABLE users (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  rev INTEGER NOT NULL DEFAULT 1,
  location_id BIGINT NOT NULL REFERENCES locations,
  role TEXT NOT NULL CHECK (role IN ('admin', 'manager', 'front_desk', 'doctor')),
  email CITEXT UNIQUE,
  password_hash TEXT,
  display_name JSONB NOT NULL,
  specialty JSONB,
  service_id BIGINT REFERENCES services,
  station_id BIGINT REFERENCES stations,
  position INTEGER NOT NULL DEFAULT 0,
  active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK (role <> 'doctor' OR service_id IS NOT NULL),
  CHECK (password_hash IS NULL OR email IS NOT NULL)
);
CREATE INDEX users_location_role ON users (location_id, role, position);

-- One row a sign-in: a family of refresh tokens of which only the newest is good.
CREATE TABLE sessions (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  location_id BIGINT NOT NULL REFERENCES locations,
  user_id BIGINT NOT NULL REFERENCES users ON DELETE CASCADE,
  token_hash BYTEA NOT NULL,
  previous_token_hash BYTEA,
  rotated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  expires_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  ended_reason TEXT CHECK (ended_reason IN ('signed_out', 'token_reused', 'user_inactive', 'password_changed')),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;

-- `location_id` NULL: a setting of the whole hub.
CREATE TABLE settings (
  id BIGSERIAL PRIMARY KEY,
  location_id BIGINT REFERENCES locations,
  key TEXT NOT NULL,
  value JSONB NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (location_id, key)
);

-- Which life of the hub's data this is; devices compare it to notice that they talk to another one.
INSERT INTO settings (key, value) VALUES ('hub_epoch', to_jsonb(gen_random_uuid()::TEXT));

-- Counted in the database, so that a limit holds over every hub process.
CREATE TABLE rate_limits (
  key VARCHAR(255) PRIMARY KEY,
  points INTEGER NOT NULL DEFAULT 0,
  expire BIGINT
);
