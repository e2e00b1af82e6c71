import { sql } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';
import { createFeedBuffer } from '#hub/db/feed-buffer.ts';
import { pushOps } from '#hub/features/sync/push-ops.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { World } from './world.ts';

type Row = Op & { incarnation: string; deviceId: number; deviceUid: string };
type Push = { incarnation: string; actor: DeviceActor; ops: Op[] };

class Undo extends Error {
  override readonly name = 'Undo';
}

/**
 * Takes the day's whole log once more from nothing, once set-based and once op by op, and compares everything that it leaves.
 * Both in transactions that are undone.
 */
export async function comparePaths(world: World): Promise<void> {
  const { hub, location, findings } = world;
  const pushes = await readPushes(world);
  const states: string[] = [];
  for (const batchSize of [1000, 1]) {
    try {
      await hub.hub.db.transaction(async (tx) => {
        const head = await forget(tx, location.id, pushes);
        const feed = createFeedBuffer();
        for (const { actor, incarnation, ops } of pushes) {
          const moment = { now: hub.hub.clock(), requestId: null, apply: { batchSize } };
          await pushOps({ tx, feed }, actor, { incarnation, ops }, moment);
        }
        await feed.flush(tx);
        states.push(await readState(tx, location.id, head));
        throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
  }
  if (states[0] !== states[1]) findings.push('set-based and op by op, the same log leaves two states');
}

/** The log as the hub took it, in the same order, as few pushes as can be. */
async function readPushes({ hub, location }: World): Promise<Push[]> {
  const rows = await hub.rows<Row>(
    `SELECT l.incarnation, d.id AS "deviceId", d.uid AS "deviceUid", l.seq::int AS seq, l.op_id AS "opId", l.kind,
       l.entity_uid AS "entityUid", l.base_rev AS "baseRev", l.schema_version AS "schemaVersion", l.payload,
       (extract(epoch FROM l.sync_timestamp) * 1000)::float8 AS "recordedAt", l.business_date::text AS "businessDate",
       l.prev_hash AS "prevHash", l.hash
     FROM offline_sync_logs l JOIN device_incarnations i ON i.uid = l.incarnation JOIN devices d ON d.id = i.device_id
     WHERE l.location_id = $1 ORDER BY l.id`,
    [location.id],
  );
  const pushes: Push[] = [];
  for (const { incarnation, deviceId, deviceUid, ...op } of rows) {
    const last = pushes.at(-1);
    if (last?.incarnation === incarnation) last.ops.push(op);
    else {
      const actor: DeviceActor = { kind: 'device', role: 'kiosk', deviceId, deviceUid, locationId: location.id };
      pushes.push({ incarnation, actor, ops: [op] });
    }
  }
  return pushes;
}

/** As if the devices had never been heard. Gives where the feed's numbers stand. */
async function forget(tx: Transaction, locationId: number, pushes: readonly Push[]): Promise<number> {
  const newcomers = pushes.flatMap(({ ops }) =>
    ops.flatMap(({ kind, payload }) =>
      kind === 'visit.check_in' ? ((JSON.parse(payload) as Newcomer).patient?.uid ?? []) : [],
    ),
  );
  await tx.execute(sql`TRUNCATE offline_sync_logs, queue_management, visits CASCADE`);
  await tx.execute(sql`UPDATE device_incarnations SET last_seq = 0, last_hash = repeat('0', 64)
    WHERE location_id = ${locationId}`);
  await tx.execute(sql`DELETE FROM patients
    WHERE location_id = ${locationId} AND uid = ANY(${sql.param(newcomers)}::uuid[])`);
  const { rows } = await tx.execute<{ head: string }>(
    sql`SELECT max(seq) AS head FROM feed_head WHERE location_id = ${locationId} AND stream = 'queue'`,
  );
  return Number(rows[0]?.head ?? 0);
}
type Newcomer = { patient?: { uid: string } | null };

/** What is not a number or a time that the database made. */
async function readState(tx: Transaction, locationId: number, head: number): Promise<string> {
  const { rows } = await tx.execute<{ state: unknown }>(sql`
    SELECT jsonb_build_array(
      (SELECT jsonb_agg(to_jsonb(p) - ${VOLATILE}::text[] ORDER BY p.uid) FROM patients p WHERE location_id = ${locationId}),
      (SELECT jsonb_agg(to_jsonb(v) - ${VOLATILE}::text[] || jsonb_build_object('patient', p.uid) ORDER BY v.uid)
        FROM visits v JOIN patients p ON p.id = v.patient_id WHERE v.location_id = ${locationId}),
      (SELECT jsonb_agg(to_jsonb(q) - ${VOLATILE}::text[] || jsonb_build_object('visit', v.uid) ORDER BY q.uid)
        FROM queue_management q JOIN visits v ON v.id = q.visit_id WHERE q.location_id = ${locationId}),
      (SELECT jsonb_agg(to_jsonb(e) - ${VOLATILE}::text[] || jsonb_build_object('queue', q.uid) ORDER BY e.id)
        FROM queue_events e JOIN queue_management q ON q.id = e.queue_id WHERE e.location_id = ${locationId}),
      (SELECT jsonb_agg(to_jsonb(l) - ${VOLATILE}::text[] ORDER BY l.id)
        FROM offline_sync_logs l WHERE location_id = ${locationId}),
      (SELECT jsonb_agg(jsonb_build_array(entity, uid, rev, payload) ORDER BY seq)
        FROM feed WHERE location_id = ${locationId} AND stream = 'queue' AND seq > ${head})
    ) AS state`);
  return JSON.stringify(rows[0]?.state);
}

const VOLATILE = sql.raw(
  `'{id,created_at,updated_at,patient_number,patient_id,visit_id,queue_id,record_id,server_timestamp,resolved_at}'`,
);
