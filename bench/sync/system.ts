/** One system under measurement. The server, the devices and the reader are processes of their own. */
export type System = {
  name: string;
  /** What the server has done when it acknowledges. */
  ack: 'flushed to disk' | 'written, not flushed';
  /** Module that exports `devices` and `reader` of these types. */
  worker: URL;
  /** Starts the server over an empty Postgres database, for M devices with N registrations each. */
  startServer(databaseUrl: string, folder: string, size: Size): Promise<RunningServer>;
};

export type Size = { m: number; n: number };

export type RunningServer = {
  pid: number;
  /** JSON that tells the devices and the reader where the server is and who they are. */
  wire: unknown;
  stop(): Promise<void>;
};

/** What a worker process is given. */
export type Given = Size & { folder: string; wire: unknown };

/** Prepares M devices that hold N registrations each; the returned function sends all, and ends with the last acknowledgement. */
export type Devices = (given: Given) => Promise<() => Promise<void>>;

/** Connects one more device and hears of all that comes; `onCount` gets how many registrations its own store holds. */
export type Reader = (given: Given, onCount: (held: number) => void) => Promise<void>;
