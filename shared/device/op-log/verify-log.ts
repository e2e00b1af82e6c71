import { and, desc, eq } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { op } from '#shared/device/db/schema.ts';
import { AppError } from '#shared/domain/errors.ts';
import { hashOp } from './hash-op.ts';
import { readLogHead } from './op-log.queries.ts';

/**
 * Checks that the log's last op is the one its head names and hashes to what it says; through the chain it vouches for
 * all before it. Throws `device.log_damaged`: nothing may be added to such a log.
 */
export function verifyLog(reader: DeviceReader, incarnation: string): void {
  const head = readLogHead(reader, incarnation);
  const last = readLast(reader, incarnation);
  if (!last) {
    // Old acknowledged ops may have been pruned, all of them at most.
    if (head.lastSeq > head.ackedSeq) throw new AppError('device.log_damaged', { incarnation, seq: head.lastSeq });
    return;
  }
  const { hash, incarnation: _incarnation, ...unhashed } = last;
  if (last.seq !== head.lastSeq || hash !== head.lastHash || hash !== hashOp(incarnation, unhashed)) {
    throw new AppError('device.log_damaged', { incarnation, seq: last.seq });
  }
  verifyLink(reader, incarnation, last.seq, last.prevHash);
}

function readLast(reader: DeviceReader, incarnation: string): typeof op.$inferSelect | undefined {
  try {
    return reader.select().from(op).where(eq(op.incarnation, incarnation)).orderBy(desc(op.seq)).limit(1).get();
  } catch (cause) {
    // Its payload does not open: it is not what was sealed.
    if (cause instanceof AppError) throw new AppError('device.log_damaged', { incarnation }, { cause });
    throw cause;
  }
}

function verifyLink(reader: DeviceReader, incarnation: string, seq: number, prevHash: string): void {
  const before = reader
    .select({ hash: op.hash })
    .from(op)
    .where(and(eq(op.incarnation, incarnation), eq(op.seq, seq - 1)))
    .get();
  if (before && before.hash !== prevHash) throw new AppError('device.log_damaged', { incarnation, seq });
}
