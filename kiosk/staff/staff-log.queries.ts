import { and, desc, eq, max } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { op, opResult, printJob, visit } from '#shared/device/db/schema.ts';
import { findLogHead } from '#shared/device/op-log/op-log.queries.ts';
import type { StaffLog, StaffTicket } from '#shared/protocol/bridge/kiosk-staff-contract.ts';

const MOST_OPS = 50;
const MOST_TICKETS = 20;

/** The latest entries of the log, with what became of each. Payloads stay where they are. */
export function listStaffLog(reader: DeviceReader, incarnation: string): StaffLog {
  const head = findLogHead(reader, incarnation);
  const ackedSeq = head?.ackedSeq ?? 0;
  const rows = reader
    .select({
      seq: op.seq,
      kind: op.kind,
      recordedAt: op.recordedAt,
      outcome: opResult.outcome,
      code: opResult.code,
    })
    .from(op)
    .leftJoin(opResult, and(eq(opResult.incarnation, op.incarnation), eq(opResult.seq, op.seq)))
    .where(eq(op.incarnation, incarnation))
    .orderBy(desc(op.seq))
    .limit(MOST_OPS)
    .all();
  const ops = rows.map(({ outcome, ...row }) => ({
    ...row,
    state: row.seq > ackedSeq ? ('waiting' as const) : (outcome ?? ('synced' as const)),
  }));
  return { lastSeq: head?.lastSeq ?? 0, ackedSeq, ops };
}

/** The latest tickets by their token, with how many copies there are of each. */
export function listStaffTickets(reader: DeviceReader): StaffTicket[] {
  const latest = reader
    .select({
      visitUid: printJob.visitUid,
      copies: max(printJob.copyNo).as('copies'),
      jobId: max(printJob.id).as('job_id'),
    })
    .from(printJob)
    .groupBy(printJob.visitUid)
    .as('latest');
  return reader
    .select({
      visitUid: visit.uid,
      whole: visit.wholeToken,
      issuedAt: visit.checkedInAt,
      copies: latest.copies,
      state: printJob.state,
    })
    .from(latest)
    .innerJoin(visit, eq(visit.uid, latest.visitUid))
    .innerJoin(printJob, eq(printJob.id, latest.jobId))
    .orderBy(desc(latest.jobId))
    .limit(MOST_TICKETS)
    .all()
    .map(({ whole, copies, ...row }) => ({ ...row, token: whole.slice(whole.indexOf('-') + 1), copies: copies ?? 1 }));
}
