/** From the moment the network opens, in milliseconds; memory in MB. */
export type SyncRun = {
  /** Until the last registration is acknowledged. What an acknowledgement means is the system's own: see `System.ack`. */
  durableMs: number;
  /** Until another device, connected before, holds all of them in its own store. */
  visibleMs: number;
  /** The server process at its largest. */
  serverMb: number;
  /** All of Postgres at its largest, shared pages counted once; 0 where there is none. */
  databaseMb: number;
};
