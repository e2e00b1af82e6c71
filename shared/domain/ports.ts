/**
 * What the outside world gives to code in which order or time matters. Programs pass the real ones; tests and the
 * simulation pass their own, seeded.
 */

/** Milliseconds since the Unix epoch, UTC. Shown to people only through the location's time zone. */
export type Instant = number;

export type Clock = () => Instant;

/** Uniform in [0, 1). Never for secrets. */
export type Random = () => number;

/** Makes UUIDv7 strings. Their time part helps locality of indexes; it never decides order. */
export type Ids = () => string;

export type Cancel = () => void;

export type Scheduler = {
  /** Runs `task` once after `delayMs`. The task must handle its own errors. */
  after(delayMs: number, task: () => void): Cancel;
};
