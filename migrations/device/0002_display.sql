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
-- The entity stands first: SQLite would prefer an index on it alone to a narrower one without it.
CREATE INDEX replica_by_day ON replica (entity, payload ->> 'businessDate');
--> statement-breakpoint
CREATE INDEX replica_by_status ON replica (entity, payload ->> 'status');
