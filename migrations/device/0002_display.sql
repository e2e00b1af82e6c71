-- What a display has announced, so that a restart repeats nothing. Counts of one entry only rise: the highest is enough.
CREATE TABLE announced_call (
  uid TEXT PRIMARY KEY,
  call_count INTEGER NOT NULL CHECK (call_count >= 1),
  -- 1 when a chime was really played, 0 when the call was only shown.
  heard INTEGER NOT NULL CHECK (heard IN (0, 1)),
  announced_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX announced_call_by_time ON announced_call (announced_at);
--> statement-breakpoint
-- The feed keeps every entry there ever was; a screen that runs for months looks at those of today and at open calls.
CREATE INDEX replica_queue_entry_by_day ON replica (payload ->> 'businessDate')
WHERE entity = 'queue_entry' AND payload IS NOT NULL;
--> statement-breakpoint
CREATE INDEX replica_queue_entry_called ON replica (uid)
WHERE entity = 'queue_entry' AND payload ->> 'status' = 'called';
