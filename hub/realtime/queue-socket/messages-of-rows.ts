import {
  appointmentTodaySchema,
  queueEntryViewSchema,
  queueWaitSchema,
  type Stream,
} from '#shared/protocol/entities.ts';
import type { QueueSocketMessage } from '#shared/protocol/queue-socket.ts';
import type { FeedRow } from '#shared/protocol/sync/pull.ts';

/** What a row of the feed means to a listener; none where it is no business of theirs. */
export function messagesOfRow(stream: Stream, row: FeedRow): QueueSocketMessage[] {
  if (stream === 'clinic') return row.entity === 'appointment_today' ? [appointmentMessage(row)] : [];
  switch (row.entity) {
    case 'queue_entry':
      return entryMessages(row);
    case 'queue_wait': {
      const wait = queueWaitSchema.safeParse(row.payload).data ?? null;
      return [{ type: 'queue_update', seq: row.seq, uid: row.uid, wait }];
    }
    default:
      return [];
  }
}

function entryMessages({ seq, uid, payload }: FeedRow): QueueSocketMessage[] {
  const entry = queueEntryViewSchema.safeParse(payload).data ?? null;
  const update: QueueSocketMessage = { type: 'queue_update', seq, uid, entry };
  if (entry?.status !== 'called') return [update];
  const { token, stationUid, language, callCount, calledAt } = entry;
  return [
    update,
    {
      type: 'patient_called',
      seq,
      uid,
      token,
      station_uid: stationUid,
      language,
      call_count: callCount,
      called_at: iso(calledAt),
    },
  ];
}

/** Without the hashes by which a kiosk recognises who comes. */
function appointmentMessage({ uid, payload }: FeedRow): QueueSocketMessage {
  const known = appointmentTodaySchema.safeParse(payload).data;
  return {
    type: 'appointment_update',
    uid,
    status: known?.status ?? 'gone',
    doctor_uid: known?.doctorUid ?? null,
    service_uid: known?.serviceUid ?? null,
    start_time: iso(known?.startAt ?? null),
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
