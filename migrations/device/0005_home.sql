-- The machine that this store lives on: a copy that wakes up on another one knows that it is a copy.
CREATE TABLE store_home (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  machine TEXT NOT NULL
) STRICT;
