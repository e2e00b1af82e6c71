import type { Instant } from '#shared/domain/ports.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import type { Directory } from './read-directory.ts';

/** What every op of one push is applied in. */
export type ApplyContext = {
  device: DeviceActor;
  incarnation: string;
  place: { locationId: number; country: string };
  directory: Directory;
  now: Instant;
  requestId: string | null;
};
