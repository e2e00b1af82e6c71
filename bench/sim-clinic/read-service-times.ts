import { clinicGaps, readClinicLog } from '../eval-wait/clinic-log.ts';
import { loggedServiceTime, type ServiceTime } from './scenario.ts';

/** Service times as a log of consultations has them: from one start to the next. */
export function readServiceTimes(path: string): ServiceTime {
  const minutes = Map.groupBy(clinicGaps(readClinicLog(path)), (gap) => gap.visitType);
  return loggedServiceTime(new Map([...minutes].map(([type, gaps]) => [type, gaps.map((gap) => gap.minutes)])));
}
