-- One device's own store. Forward only: a released file is never edited, a change is a new file.

CREATE TABLE device_identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  device_uid TEXT NOT NULL,
  device_key TEXT NOT NULL,
  device_name TEXT NOT NULL,
  hub_url TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  lane TEXT NOT NULL,
  hub_epoch TEXT NOT NULL,
  location TEXT NOT NULL CHECK (json_valid(location)),
  -- An error code while the device must not issue tokens (device.revoked, device.forked), otherwise null.
  blocked_by TEXT,
  paired_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
-- Outlives a new pairing: the service day never goes back, and the hub's word on the date is kept over a restart.
CREATE TABLE service_day (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  business_date TEXT,
  confirmed_date TEXT
) STRICT;
--> statement-breakpoint
INSERT INTO service_day (id) VALUES (1);
--> statement-breakpoint
-- Where each incarnation's log stands. last_seq only rises, so that a number is not used again after old ops are
-- pruned; acked_seq may fall, when a hub comes back from a backup and must be refilled.
CREATE TABLE op_log (
  incarnation TEXT PRIMARY KEY,
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_hash TEXT NOT NULL,
  acked_seq INTEGER NOT NULL DEFAULT 0,
  forked_at_seq INTEGER,
  opened_at INTEGER NOT NULL,
  CHECK (acked_seq BETWEEN 0 AND last_seq)
) STRICT;
--> statement-breakpoint
CREATE TABLE op (
  incarnation TEXT NOT NULL REFERENCES op_log (incarnation),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  op_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  entity_uid TEXT NOT NULL,
  base_rev INTEGER,
  schema_version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (incarnation, seq),
  UNIQUE (incarnation, op_id)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER op_is_append_only BEFORE UPDATE ON op
BEGIN
  SELECT RAISE(ABORT, 'op is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER op_is_kept_until_acknowledged BEFORE DELETE ON op
WHEN OLD.seq > (SELECT acked_seq FROM op_log WHERE incarnation = OLD.incarnation)
BEGIN
  SELECT RAISE(ABORT, 'op is not acknowledged');
END;
--> statement-breakpoint
CREATE TRIGGER op_log_never_goes_back BEFORE UPDATE OF last_seq ON op_log
WHEN NEW.last_seq < OLD.last_seq
BEGIN
  SELECT RAISE(ABORT, 'op_log.last_seq went back');
END;
--> statement-breakpoint
-- What became of an op at the hub.
CREATE TABLE op_result (
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  op_id TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('synced', 'conflict', 'failed')),
  code TEXT,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (incarnation, seq),
  FOREIGN KEY (incarnation, seq) REFERENCES op (incarnation, seq) ON DELETE CASCADE
) STRICT;
--> statement-breakpoint
CREATE TABLE feed_cursor (
  stream TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  -- 1 while the stream is read again from its start: rows that have not come by at its head are gone.
  rereading INTEGER NOT NULL DEFAULT 0 CHECK (rereading IN (0, 1))
) STRICT;
--> statement-breakpoint
-- A payload of NULL is a tombstone: the hub has said that the entity is gone, which is not the same as unheard of.
CREATE TABLE replica (
  stream TEXT NOT NULL,
  entity TEXT NOT NULL,
  uid TEXT NOT NULL,
  rev INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  payload TEXT,
  PRIMARY KEY (stream, entity, uid)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX replica_by_entity ON replica (entity, uid);
--> statement-breakpoint
CREATE TABLE token_counter (
  lane TEXT NOT NULL,
  business_date TEXT NOT NULL,
  last_number INTEGER NOT NULL,
  PRIMARY KEY (lane, business_date)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER token_counter_never_goes_back BEFORE UPDATE ON token_counter
WHEN NEW.last_number <= OLD.last_number
BEGIN
  SELECT RAISE(ABORT, 'token_counter went back');
END;
--> statement-breakpoint
CREATE TABLE patient (
  uid TEXT PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  phone TEXT NOT NULL,
  gender TEXT,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE visit (
  uid TEXT PRIMARY KEY,
  patient_uid TEXT NOT NULL REFERENCES patient (uid),
  queue_entry_uid TEXT NOT NULL UNIQUE,
  service_uid TEXT NOT NULL,
  doctor_uid TEXT,
  language TEXT NOT NULL,
  reason TEXT,
  business_date TEXT NOT NULL,
  -- 20260314-A-047
  whole_token TEXT NOT NULL UNIQUE,
  checked_in_at INTEGER NOT NULL,
  incarnation TEXT NOT NULL,
  op_id TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX visit_by_day ON visit (business_date);
--> statement-breakpoint
CREATE TABLE check_in_key (
  key TEXT PRIMARY KEY,
  visit_uid TEXT NOT NULL REFERENCES visit (uid),
  result TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE print_job (
  -- In the order in which they were made, which is the order in which they are printed.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  visit_uid TEXT NOT NULL REFERENCES visit (uid),
  copy_no INTEGER NOT NULL CHECK (copy_no >= 1),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'printed', 'failed_before_send', 'unknown', 'expired')),
  ticket TEXT NOT NULL CHECK (json_valid(ticket)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  printer_id TEXT,
  last_error TEXT,
  UNIQUE (visit_uid, copy_no)
) STRICT;
--> statement-breakpoint
-- The spool asks for what is still to be done; all but a few jobs are printed.
CREATE INDEX print_job_open ON print_job (state, id) WHERE state IN ('queued', 'sending', 'failed_before_send');
