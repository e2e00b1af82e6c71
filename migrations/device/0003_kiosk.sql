-- The location's key of the hashes on the clinic stream, as the hub last gave it.
ALTER TABLE device_identity ADD COLUMN match_key TEXT;
--> statement-breakpoint
ALTER TABLE visit ADD COLUMN appointment_uid TEXT;
--> statement-breakpoint
ALTER TABLE visit ADD COLUMN urgency TEXT;
--> statement-breakpoint
CREATE INDEX visit_by_appointment ON visit (appointment_uid) WHERE appointment_uid IS NOT NULL;
--> statement-breakpoint
-- Someone who comes again is looked for by this; phones are compared in full by the program.
CREATE INDEX patient_by_birth_date ON patient (birth_date);
--> statement-breakpoint
-- What staff have chosen on this very machine: its printer.
CREATE TABLE local_setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
