import type { ShownRange } from '#shared/domain/wait/shown-range.ts';
import type { WaitModel } from './wait-model.ts';

/**
 * What one process of the hub remembers of a location between two steps. Only a help: the database has everything, and a process
 * that has forgotten, or whose step was rolled back, reads it again.
 */
export type WaitMemory = {
  model: WaitModel;
  /** The model knows the queue stream up to here. */
  cursor: number;
  /** Null: another process may have told people something since. */
  told: Map<string, ShownRange> | null;
  /** Made from history: it may know of people who were told nothing yet. */
  isNew: boolean;
};
