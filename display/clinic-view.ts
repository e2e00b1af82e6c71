import type { Doctor, Location, QueueEntryView, QueueWait, Service, Station } from '#shared/protocol/entities.ts';

/** What the queue stream has told this display, as it stands in its store. Holds no personal data. */
export type ClinicView = {
  location: Location | null;
  services: readonly Service[];
  doctors: readonly Doctor[];
  stations: readonly Station[];
  entries: readonly QueueEntryView[];
  /** What newcomers are told, by queue. */
  waits?: readonly QueueWait[];
};

export function byUid<T extends { uid: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.uid, row]));
}
