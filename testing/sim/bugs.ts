/** Mistakes that are made on purpose, to see that the simulation finds them. */
export const BUGS = [
  /** The hub answers before its transaction is committed. */
  'ack_before_commit',
  /** The device moves its cursor before it has stored the rows. */
  'cursor_before_rows',
  /** The feed is numbered by a sequence: numbers are taken before, and become visible after, those of others. */
  'naive_feed',
  /** The hub takes numbers it has seen for ops it has seen, and the device does not look where it lives. */
  'no_fork_check',
  /** The device's store may lose its last commits at a power cut. */
  'normal_durability',
] as const;
export type Bug = (typeof BUGS)[number];
