import { and, desc, eq } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { printJob } from '#shared/device/db/schema.ts';
import type { PrintState } from '#shared/protocol/bridge/kiosk-contract.ts';

export type PrintJobState = { uid: string; visitUid: string; copyNo: number; state: PrintState };

const COLUMNS = { uid: printJob.uid, visitUid: printJob.visitUid, copyNo: printJob.copyNo, state: printJob.state };

export function findLatestPrint(reader: DeviceReader): PrintJobState | null {
  return reader.select(COLUMNS).from(printJob).orderBy(desc(printJob.id)).limit(1).get() ?? null;
}

/** The ticket that came with the check-in, not its later copies. */
export function findFirstPrint(reader: DeviceReader, visitUid: string): PrintJobState | null {
  const isFirst = and(eq(printJob.visitUid, visitUid), eq(printJob.copyNo, 1));
  return reader.select(COLUMNS).from(printJob).where(isFirst).get() ?? null;
}
