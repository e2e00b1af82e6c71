/** From the moment the network opens, in milliseconds. */
export type SyncRun = {
  /** Until the last registration is acknowledged as flushed to the server's disk. */
  durableMs: number;
  /** Until another device, connected before, holds all of them in its own store. */
  visibleMs: number;
};
