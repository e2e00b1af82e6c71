import type { AuditAction } from '#shared/protocol/api/audit-actions.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Actor } from '#hub/http/actor.ts';
import type { Hub } from '#hub/hub.ts';
import { recordAudit } from './record-audit.ts';

/** A board is read anew with every move of the queue: once in this time tells as much of who looked. */
const NOTED_EVERY_MS = 15 * 60_000;
/** Longer than any clinic has people at desks. */
const REMEMBERED_SESSIONS = 2_000;

/** `one`: a single thing that has no uid in the reply; noted apart from others of its kind, as a uid is. */
type Subject = { entity: string; entityUid: string | null; read: string[]; one?: string };
type WithUid = { uid: string };

/**
 * Operations that show patients and write nothing themselves, each with what of its reply was seen. Operations that are not
 * here note it in their own transaction. A test finds the one that does neither.
 */
const BY_OPERATION = {
  'queue.current': (reply) => {
    const entries = (reply as { queue: WithUid[] }[]).flatMap((group) => group.queue);
    return { entity: 'queue_entry', entityUid: null, read: uidsOf(entries) };
  },
  'appointments.list': (reply) => ({ entity: 'appointment', entityUid: null, read: uidsOf(rowsOf(reply)) }),
  // What happened to a visit, with what staff noted beside it.
  'queue.history': (reply) => {
    const { queue_id: id } = reply as { queue_id: number };
    return { entity: 'queue_entry', entityUid: null, read: [String(id)], one: String(id) };
  },
  'payments.list': (reply) => {
    const { rows } = reply as { rows: WithUid[] };
    return { entity: 'visit', entityUid: null, read: uidsOf(rows) };
  },
  'appointments.get': (reply) => ({ entity: 'appointment', entityUid: (reply as WithUid).uid, read: [] }),
} satisfies Partial<Record<AuditAction, (reply: unknown) => Subject>>;
type NotedRead = keyof typeof BY_OPERATION;
export const NOTED_READS: Readonly<Record<string, (reply: unknown) => Subject>> = BY_OPERATION;

const uidsOf = (rows: readonly WithUid[]) => [...new Set(rows.map((row) => row.uid))];
const rowsOf = (reply: unknown) =>
  Array.isArray(reply) ? (reply as WithUid[]) : ((reply as { appointments?: WithUid[] }).appointments ?? []);

export type NoteRead = (actor: Actor | null, reply: unknown, requestId: string) => Promise<void>;

/** Notes who was shown whom, before they are: what cannot be noted is not shown. Null for an operation that needs none. */
export function createReadNote(hub: Hub, operation: string): NoteRead | null {
  const describe = NOTED_READS[operation];
  if (!describe) return null;
  const notedAt = new Map<string, Instant>();
  return async (actor, reply, requestId) => {
    // Devices are told nothing by these; a patient who looks at their own appointment is noted as one.
    if (actor?.kind !== 'staff' && actor?.kind !== 'patient') return;
    const { entity, entityUid, read, one } = describe(reply);
    if (entityUid === null && read.length === 0) return;
    const now = hub.clock();
    const who = actor.kind === 'staff' ? actor.sessionUid : actor.appointmentUid;
    const key = `${who} ${entityUid ?? one ?? ''}`;
    if (now - (notedAt.get(key) ?? -Infinity) < NOTED_EVERY_MS) return;
    await hub.transact(async ({ tx }) =>
      recordAudit(tx, {
        locationId: actor.locationId,
        actor,
        at: now,
        // The keys of the table above.
        action: operation as NotedRead,
        entity,
        entityUid,
        requestId,
        details: entityUid === null ? { read } : {},
      }),
    );
    notedAt.delete(key);
    notedAt.set(key, now);
    const [oldest] = notedAt.keys();
    if (notedAt.size > REMEMBERED_SESSIONS && oldest !== undefined) notedAt.delete(oldest);
  };
}
