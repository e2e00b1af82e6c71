-- Pruned feeds, what devices report of themselves, and both sides of what could not be merged.

-- Rows below it are gone or have holes between them: a cursor that stands there needs a snapshot.
ALTER TABLE feed_head ADD COLUMN floor BIGINT NOT NULL DEFAULT 0 CHECK (floor >= 0);
CREATE INDEX feed_entity ON feed (location_id, stream, uid, seq);

-- How a device said it was, last time; NULL from one that does not say.
ALTER TABLE devices ADD COLUMN outbox_depth INTEGER;
ALTER TABLE devices ADD COLUMN oldest_outbox_at TIMESTAMPTZ;
ALTER TABLE devices ADD COLUMN last_error TEXT;
ALTER TABLE devices ADD COLUMN paper_state TEXT;
ALTER TABLE devices ADD COLUMN reported_at TIMESTAMPTZ;

-- Which fields two sides changed, each with both values.
ALTER TABLE offline_sync_logs ADD COLUMN conflict JSONB;
-- What came over the REST API instead of a device's log is known by device and op.
CREATE UNIQUE INDEX offline_sync_logs_rest_op ON offline_sync_logs (location_id, device_id, op_id)
  WHERE incarnation IS NULL AND op_id IS NOT NULL;
