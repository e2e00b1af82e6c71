import { AppError } from '#shared/domain/errors.ts';
import type { QueueEvent } from '#shared/domain/queue.ts';
import type { QueueEventRequest, QueueRow } from '#shared/protocol/api/queue.ts';
import { applyEvent } from './apply-event.ts';
import { findDoctor, findService, findStation } from './find-place.ts';
import type { QueueScope } from './queue-scope.ts';
import { readLocation } from './read-location.ts';
import { readPlacedRow } from './read-placed-row.ts';
import { setUrgency } from './set-urgency.ts';

/** What every route that moves one entry does: the event, and the entry as it then stands. */
export async function moveEntry(scope: QueueScope, queueId: number, wish: QueueEventRequest): Promise<QueueRow> {
  const { tx, locationId, now } = scope;
  await carryOut(scope, queueId, wish);
  return readPlacedRow(tx, await readLocation(tx, locationId), queueId, now);
}

async function carryOut(scope: QueueScope, queueId: number, wish: QueueEventRequest): Promise<void> {
  const { notes } = wish;
  switch (wish.type) {
    case 'raise_to_emergency':
      await setUrgency(scope, { queueId, level: 'emergency', notes });
      return;
    case 'set_urgency':
      await setUrgency(scope, { queueId, level: wish.urgency_level, notes });
      return;
    default:
      await applyEvent(scope, { queueId, event: await readEvent(scope, wish), notes });
  }
}

type DomainWish = Exclude<QueueEventRequest, { type: 'raise_to_emergency' | 'set_urgency' }>;

/** Ids of the API into the uids of the domain, each of this location. Throws `….not_found`. */
async function readEvent({ tx, locationId }: QueueScope, wish: DomainWish): Promise<QueueEvent> {
  switch (wish.type) {
    case 'call':
      return { type: 'call', stationUid: (await findStation(tx, locationId, wish.station_id)).uid };
    case 'transfer': {
      const service = await findService(tx, locationId, wish.service_id);
      const doctor = wish.doctor_id === null ? null : await findDoctor(tx, locationId, wish.doctor_id);
      if (doctor && doctor.serviceId !== wish.service_id) {
        throw new AppError('doctor.not_of_service', { doctor_id: wish.doctor_id, service_id: wish.service_id });
      }
      return { type: 'transfer', serviceUid: service.uid, doctorUid: doctor?.uid ?? null };
    }
    default:
      return { type: wish.type };
  }
}
