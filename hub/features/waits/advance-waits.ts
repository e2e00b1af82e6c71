import { eq, getTableColumns } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import { waitModels } from '#hub/db/schema/queue.ts';
import { buildModel } from './build-model.ts';
import { collectPredictions } from './collect-predictions.ts';
import { computeWaits } from './compute-waits.ts';
import { learnNews, type WaitEffect } from './learn-move.ts';
import { closeForgotten, keepPredictions, readTold } from './predictions.store.ts';
import { publishQueues, publishTold } from './publish-waits.ts';
import { publishedWaitsSchema } from './published-waits.ts';
import { readNews, readQueueHead } from './wait-news.queries.ts';
import { restoreModel } from './wait-model.ts';
import type { WaitMemory } from './wait-memory.ts';

/** Everyone's range is computed anew at most so often: devices hear of a queue no more than once in this time. */
export const COMPUTE_EVERY_MS = 2_000;
/** And so often although nothing happened: ranges are overrun by time alone. */
export const LOOK_EVERY_MS = 10_000;
/** Rows of the feed that one step takes in: a kiosk that was away brings thousands, and nobody is to wait for all of them. */
const TAKEN_AT_ONCE = 1_000;

type Row = Omit<typeof waitModels.$inferSelect, 'snapshot'>;

export type WaitStep = {
  memory: WaitMemory;
  /** News was taken in that is not in the published ranges yet. */
  isBehind: boolean;
  /** The feed holds more than one step takes in: the next step is due at once. */
  hasMore: boolean;
  waiting: number;
  /** How far the saved model is behind: rows of the feed that a process that starts would have to read again. */
  unsaved: number;
};

/**
 * Takes a location's waits to where its feed stands: learns from what happened, keeps what people were told and what came of it,
 * and publishes ranges. One process at a time; `null` when another one is at it. Give the memory of the last step that was
 * committed, or null: it is changed, and is of no use any more when this step is not committed.
 */
export async function advanceWaits(
  scope: TransactionScope,
  locationId: number,
  remembered: WaitMemory | null,
  now: Instant,
): Promise<WaitStep | null> {
  const { tx } = scope;
  // Begun in this order: where the feed stands once the model is ours.
  const [row, { head: last, floor }] = await Promise.all([lockModel(tx, locationId), readQueueHead(tx, locationId)]);
  if (!row) return null;
  const memory = await catchUp(tx, { row, remembered, head: last, floor, now });
  const { model } = memory;
  const predictions = collectPredictions();
  const head = Math.min(last, memory.cursor + TAKEN_AT_ONCE);
  const moves = await learnUpTo(tx, locationId, memory, head, (effects) => predictions.add(model, effects));
  const hasMore = head < last;

  const published = publishedWaitsSchema.parse(row.published);
  const wasBehind = published.computedSeq < row.publishedSeq || row.computedAt === null;
  const every = moves > 0 || wasBehind ? COMPUTE_EVERY_MS : LOOK_EVERY_MS;
  // A model made from history knows of people who were told nothing yet.
  const isTime = memory.isNew || row.computedAt === null || Math.abs(now - row.computedAt) >= every;
  const isDue = isTime && !hasMore;
  const waiting = model.estimator.waiting.size;
  const unsaved = memory.cursor - row.snapshotSeq;
  if (moves === 0 && !isDue && !hasMore) return { memory, isBehind: wasBehind, hasMore, waiting, unsaved };

  const told = (memory.told ??= await readTold(tx, locationId));
  const computed = isDue ? computeWaits(model, told, now) : null;
  memory.isNew &&= computed === null;
  const { made, closed } = predictions.changes;
  if (computed) {
    const fresh = new Set(made.map(({ uid }) => uid));
    predictions.add(
      model,
      computed.untold.filter(({ uid }) => !fresh.has(uid)),
    );
  }
  for (const { uid } of closed) told.delete(uid);
  for (const one of made) if (one.over === null) told.set(one.uid, one.told);
  const revised = (computed?.revised ?? []).filter((one) => told.get(one.uid) === one.told);
  const news = { closed, made, revised };
  const computedNow = computed && {
    computedSeq: head,
    queues: publishQueues(scope, locationId, published.queues, computed.queues),
  };
  await keepPredictions(tx, locationId, news, async () => {
    const saved = tx
      .update(waitModels)
      .set({ publishedSeq: head, ...(computedNow && { computedAt: now, published: computedNow }) })
      .where(eq(waitModels.locationId, locationId));
    await Promise.all([
      saved,
      publishTold(scope, locationId, [...made.filter(({ over }) => over === null), ...revised]),
    ]);
  });
  return { memory, isBehind: computed === null, hasMore, waiting, unsaved };
}

/** All but the snapshot: it is large, and needed only by a process that remembers nothing. */
const { snapshot: SNAPSHOT, ...COLUMNS } = getTableColumns(waitModels);

async function lockModel(tx: Transaction, locationId: number): Promise<Row | null> {
  const locked = tx
    .select(COLUMNS)
    .from(waitModels)
    .where(eq(waitModels.locationId, locationId))
    .for('update', { skipLocked: true });
  const [row] = await locked.execute();
  if (row) return row;
  // Another process has it, or it is not there yet.
  const [made] = await tx.insert(waitModels).values({ locationId }).onConflictDoNothing().returning(COLUMNS);
  return made ?? null;
}

type Start = { row: Row; remembered: WaitMemory | null; head: number; floor: number; now: Instant };

/** The model as of what is published: remembered, saved or made from history, and then what other processes published. */
async function catchUp(tx: Transaction, { row, remembered, head, floor, now }: Start): Promise<WaitMemory> {
  const { locationId, publishedSeq } = row;
  // A feed that went back is that of a hub restored from a backup.
  const isUsable = remembered !== null && remembered.cursor <= head && remembered.cursor >= floor;
  const memory = isUsable
    ? remembered
    : ((await restore(tx, row, head, floor)) ?? (await build(tx, locationId, head, now)));
  const behind = await learnUpTo(tx, locationId, memory, Math.min(publishedSeq, head), () => undefined);
  if (behind > 0) memory.told = null;
  return memory;
}

async function restore(
  tx: Transaction,
  { locationId, snapshotSeq }: Row,
  head: number,
  floor: number,
): Promise<WaitMemory | null> {
  if (snapshotSeq > head || snapshotSeq < floor) return null;
  const [row] = await tx.select({ snapshot: SNAPSHOT }).from(waitModels).where(eq(waitModels.locationId, locationId));
  if (!row?.snapshot) return null;
  try {
    return { model: restoreModel(row.snapshot), cursor: snapshotSeq, told: null, isNew: false };
  } catch {
    // Damaged, or of another version of the estimator.
    return null;
  }
}

async function build(tx: Transaction, locationId: number, head: number, now: Instant): Promise<WaitMemory> {
  const model = await buildModel(tx, locationId, now);
  await closeForgotten(tx, locationId, [...model.estimator.waiting.keys()]);
  return { model, cursor: head, told: null, isNew: true };
}

async function learnUpTo(
  tx: Transaction,
  locationId: number,
  memory: WaitMemory,
  upTo: number,
  hear: (effects: WaitEffect[]) => void,
): Promise<number> {
  let heard = 0;
  while (memory.cursor < upTo) {
    const page = await readNews(tx, locationId, memory.cursor, upTo);
    for (const news of page.news) hear(learnNews(memory.model, news));
    heard += page.news.length;
    memory.cursor = page.upTo;
  }
  return heard;
}
