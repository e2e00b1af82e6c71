-- What a job that nobody saw end may have left in a printer: until it is cleared away, the next ticket does not go out. Kept,
-- since the printer stays as it is however often this machine starts. A printer that is not named holds nothing.
CREATE TABLE printer_leftover (
  printer_id TEXT PRIMARY KEY,
  -- 'bytes': part of a job in its buffer; 'paper': the buffer is empty, and part of a ticket hangs from it.
  leftover TEXT NOT NULL CHECK (leftover IN ('paper', 'bytes'))
) STRICT, WITHOUT ROWID;
