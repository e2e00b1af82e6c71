import type { Instant } from '#shared/domain/ports.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { Board } from '#shared/protocol/bridge/display-contract.ts';
import type { QueueEntryView, QueueWait } from '#shared/protocol/entities.ts';
import { byUid, type ClinicView } from '#display/clinic-view.ts';
import { isInZone, type Zone } from '#display/zone.ts';

type WaitingGroup = Board['waiting'][number];

/** What a screen could show at most; `total` still counts everybody. */
const MAX_TOKENS = 24;
/** The hub says each range again every ten minutes while anybody waits. */
const WAITS_FRESH_MS = 20 * 60 * 1000;

/** Waiting tokens by doctor, or by service where no doctor was chosen, in the clinic's own order of services. */
export function groupWaiting(view: ClinicView, zone: Zone, now: Instant): WaitingGroup[] {
  const services = byUid(view.services);
  const doctors = byUid(view.doctors);
  const waits = new Map(freshWaits(view, now).map((wait) => [wait.uid, wait.waitMinutes]));
  const today = view.location ? serviceDayOf(now, view.location) : '';
  const groups = new Map<string, WaitingGroup>();

  for (const entry of view.entries.filter((one) => isWaiting(one, today) && isInZone(one, zone)).toSorted(inOrder)) {
    const service = services.get(entry.serviceUid);
    // Its service is on the same stream and on its way.
    if (!service) continue;
    const doctor = entry.doctorUid === null ? null : (doctors.get(entry.doctorUid) ?? null);
    const key = `${doctor?.uid}/${service.uid}`;
    const waitMinutes = waits.get(doctor?.uid ?? service.uid) ?? null;
    const group: WaitingGroup = groups.get(key) ?? { doctor, service, tokens: [], total: 0, waitMinutes };
    groups.set(key, group);
    group.total += 1;
    if (group.tokens.length < MAX_TOKENS) group.tokens.push(entry.token);
  }
  return [...groups.values()].toSorted(byPosition);
}

/** Someone on hold will not be called next, so the list of who is next does not promise it. */
function isWaiting(entry: QueueEntryView, today: string): boolean {
  return entry.status === 'waiting' && !entry.held && entry.businessDate >= today;
}

/** The hub's calling order; by check-in where a hub says none. */
function inOrder(a: QueueEntryView, b: QueueEntryView): number {
  const [first, second] = [orderOf(a), orderOf(b)];
  return first.tier - second.tier || first.at - second.at || first.since - second.since || (a.uid < b.uid ? -1 : 1);
}

function orderOf({ order, checkedInAt }: QueueEntryView): NonNullable<QueueEntryView['order']> {
  return order ?? { tier: 1, at: checkedInAt, since: checkedInAt };
}

/** What the hub has not said again for long is not shown: an old range promises too much or too little. */
function freshWaits({ waits = [] }: ClinicView, now: Instant): readonly QueueWait[] {
  return waits.filter((wait) => Math.abs(now - wait.madeAt) <= WAITS_FRESH_MS);
}

function byPosition(a: WaitingGroup, b: WaitingGroup): number {
  return (
    a.service.position - b.service.position ||
    a.service.uid.localeCompare(b.service.uid) ||
    (a.doctor?.position ?? -1) - (b.doctor?.position ?? -1)
  );
}
