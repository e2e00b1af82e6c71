import type { CheckInStep } from '#kiosk/check-in.ts';

export type CrashPoint = CheckInStep | 'before_print' | 'while_printing' | 'after_print';
export const CRASH_POINTS: readonly CrashPoint[] = [
  'begun',
  'token_issued',
  'patient_written',
  'visit_written',
  'op_appended',
  'print_job_queued',
  'key_written',
  'committed',
  'before_print',
  'while_printing',
  'after_print',
];

export class SimCrash extends Error {
  override readonly name = 'SimCrash';
}
