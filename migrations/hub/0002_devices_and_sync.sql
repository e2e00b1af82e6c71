-- Enrolled machines, the logs they hand over, and the feed they read.

CREATE TABLE devices (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  location_id BIGINT NOT NULL REFERENCES locations,
  kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'display')),
  name TEXT NOT NULL,
  -- SHA-256 of a key of 32 random bytes: nothing to guess, so nothing to slow down.
  key_hash BYTEA NOT NULL,
  app_version TEXT,
  last_seen_at TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX devices_location ON devices (location_id, id);

-- One life of a device's database, with the lane its tokens are issued under and how far its log is known here.
CREATE TABLE device_incarnations (
  id BIGSERIAL PRIMARY KEY,
  uid UUID NOT NULL UNIQUE,
  location_id BIGINT NOT NULL REFERENCES locations,
  device_id BIGINT NOT NULL REFERENCES devices,
  lane TEXT NOT NULL CHECK (lane ~ '^[ACDEFGHJKLMNPRTVWXY]{1,3}$'),
  last_seq BIGINT NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
  last_hash TEXT NOT NULL DEFAULT repeat('0', 64) CHECK (last_hash ~ '^[0-9a-f]{64}$'),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  ended_at TIMESTAMPTZ,
  UNIQUE (location_id, lane)
);
CREATE INDEX device_incarnations_device ON device_incarnations (location_id, device_id);

CREATE TABLE pairing_codes (
  id BIGSERIAL PRIMARY KEY,
  location_id BIGINT NOT NULL REFERENCES locations,
  code_hash BYTEA NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'display')),
  device_name TEXT NOT NULL,
  created_by_id BIGINT REFERENCES users,
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ,
  device_id BIGINT REFERENCES devices,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CHECK ((used_at IS NULL) = (device_id IS NULL))
);

-- Every op as it came, with what became of it. Rows without an incarnation came over the REST API instead of a device log.
CREATE TABLE offline_sync_logs (
  id BIGSERIAL PRIMARY KEY,
  location_id BIGINT NOT NULL REFERENCES locations,
  device_id TEXT NOT NULL,
  sync_type TEXT NOT NULL CHECK (sync_type IN ('appointment', 'patient', 'queue')),
  record_id BIGINT,
  action TEXT NOT NULL CHECK (action IN ('create', 'update', 'delete')),
  -- NULL where the payload is not JSON that Postgres can hold; `payload` has it to the byte.
  data JSONB,
  sync_status TEXT NOT NULL DEFAULT 'pending' CHECK (sync_status IN ('pending', 'synced', 'failed', 'conflict')),
  conflict_resolution TEXT,
  sync_timestamp TIMESTAMPTZ NOT NULL,
  server_timestamp TIMESTAMPTZ NOT NULL DEFAULT now(),
  incarnation UUID REFERENCES device_incarnations (uid),
  seq BIGINT CHECK (seq >= 1),
  op_id UUID,
  kind TEXT,
  entity_uid UUID,
  base_rev INTEGER,
  schema_version INTEGER,
  payload TEXT,
  business_date DATE,
  prev_hash TEXT,
  hash TEXT,
  -- Why it is in conflict or failed: an error code.
  code TEXT,
  resolved_at TIMESTAMPTZ,
  resolved_by_id BIGINT REFERENCES users,
  CHECK ((incarnation IS NULL) = (seq IS NULL)),
  CHECK (incarnation IS NULL OR (op_id IS NOT NULL AND kind IS NOT NULL AND entity_uid IS NOT NULL
    AND payload IS NOT NULL AND prev_hash IS NOT NULL AND hash IS NOT NULL)),
  UNIQUE (location_id, incarnation, seq)
);
-- After a fork the same op comes again under another incarnation: this finds what became of it the first time.
CREATE INDEX offline_sync_logs_op ON offline_sync_logs (location_id, op_id);
CREATE INDEX offline_sync_logs_open ON offline_sync_logs (location_id, server_timestamp)
  WHERE sync_status IN ('conflict', 'failed') AND resolved_at IS NULL;

-- Raised by the writing transaction as its last statement; the row's lock makes the numbers of the feed commit-ordered.
CREATE TABLE feed_head (
  location_id BIGINT NOT NULL REFERENCES locations,
  stream TEXT NOT NULL CHECK (stream IN ('queue', 'clinic')),
  seq BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (location_id, stream)
);

CREATE TABLE feed (
  location_id BIGINT NOT NULL,
  stream TEXT NOT NULL,
  seq BIGINT NOT NULL,
  entity TEXT NOT NULL,
  uid UUID NOT NULL,
  rev INTEGER NOT NULL,
  payload JSONB,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (location_id, stream, seq)
);

-- A location without counters could not be written to, so it is born with them.
CREATE FUNCTION create_feed_heads() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed_head (location_id, stream) VALUES (NEW.id, 'queue'), (NEW.id, 'clinic');
  RETURN NULL;
END $$;
CREATE TRIGGER locations_feed_heads AFTER INSERT ON locations FOR EACH ROW EXECUTE FUNCTION create_feed_heads();
