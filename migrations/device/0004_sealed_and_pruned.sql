-- Which key seals personal data in this store; the key itself lies outside of it.
CREATE TABLE store_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key_id TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- Whose patients a log's ops are: they are never sent to another clinic.
ALTER TABLE op_log ADD COLUMN location_uid TEXT;
--> statement-breakpoint
UPDATE op_log SET location_uid = (SELECT location ->> 'uid' FROM device_identity);
--> statement-breakpoint
-- Up to here ops were pruned, long after they were acknowledged. A hub that lost them cannot be given them again.
ALTER TABLE op_log ADD COLUMN pruned_seq INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
-- The hub's mark of the row at the cursor: proves to it that both speak of the same feed.
ALTER TABLE feed_cursor ADD COLUMN mark TEXT;
--> statement-breakpoint
-- The hub's clock when it last answered. What must happen after days goes by it, never by this machine's own.
ALTER TABLE service_day ADD COLUMN hub_time INTEGER;
--> statement-breakpoint
CREATE INDEX visit_by_op ON visit (op_id);
--> statement-breakpoint
CREATE INDEX visit_by_patient ON visit (patient_uid);
