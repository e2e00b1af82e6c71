import { AppError } from '#shared/domain/errors.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { DeviceActor } from '#hub/http/actor.ts';

/** A display hangs in public: it gets nothing that a passer-by should not know. Throws `sync.stream_forbidden`. */
export function assertMayRead(actor: DeviceActor, stream: Stream): void {
  if (actor.role === 'display' && stream !== 'queue') throw new AppError('sync.stream_forbidden', { stream });
}
