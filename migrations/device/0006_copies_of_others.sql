-- A kiosk prints copies of tickets that other devices have issued as well: their visits are not in this store.
CREATE TABLE print_job_new (
  -- In the order in which they were made, which is the order in which they are printed.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  visit_uid TEXT NOT NULL,
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
INSERT INTO print_job_new SELECT * FROM print_job;
--> statement-breakpoint
DROP TABLE print_job;
--> statement-breakpoint
ALTER TABLE print_job_new RENAME TO print_job;
--> statement-breakpoint
-- The spool asks for what is still to be done; all but a few jobs are printed.
CREATE INDEX print_job_open ON print_job (state, id) WHERE state IN ('queued', 'sending', 'failed_before_send');
