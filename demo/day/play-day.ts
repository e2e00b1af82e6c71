import { randomUUID } from 'node:crypto';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { QueueGroup } from '#shared/protocol/api/queue.ts';
import { callKiosk, type KioskCaller } from '#testing/kiosk-caller.ts';
import { seededRandom } from '#testing/seeded-random.ts';
import { startDayClock } from './day-clock.ts';
import { openDesk, type Desk } from './desk.ts';
import { OPEN_MINUTES, planDay, type PlannedVisit } from './plan-day.ts';
import { workStation, type Day, type Station } from './work-station.ts';

export type DayOptions = {
  hubUrl: string;
  kioskUrl: string;
  account: { email: string; password: string };
  speed: number;
  seed: number;
  /** Minutes of the day that are played. */
  minutes: number;
  signal: AbortSignal;
  say: (text: string) => void;
};

export type DayResult = { checkedIn: number; served: number; absent: number };

/**
 * Plays a clinic's day through what a real one has: patients tap the kiosk (its own bridge), staff judge and call over the public
 * API. Nothing is known to the clinic that a real one would not know.
 */
export async function playDay(options: DayOptions): Promise<DayResult> {
  const { hubUrl, kioskUrl, account, speed, seed, signal } = options;
  const desk = await openDesk(hubUrl, account);
  const kiosk = await callKiosk(kioskUrl);
  try {
    const choices = await kiosk.choices();
    const stations = staffStations(await desk.queues());
    const doctors = stations.filter(({ queues }) => queues.some((queue) => queue.doctor_id !== null)).length;
    const plan = planDay(seededRandom(seed), Math.max(1, doctors)).filter(({ at }) => at < options.minutes);
    const clock = startDayClock(speed, signal);
    const visits = new Map<string, PlannedVisit>();
    let arrived = 0;
    const say = (text: string) => options.say(`${clock.label()}  ${text}`);
    const day: Day = { desk, clock, visits, say, isOver: () => arrived === plan.length };
    const arrivals = (async () => {
      for (const visit of plan) {
        await clock.passUntil(visit.at);
        await arrive({
          kiosk,
          choices,
          desk,
          visit,
          day: { ...day, visits },
          note: (token) => visits.set(token, visit),
        });
        arrived += 1;
      }
    })();
    await Promise.all([arrivals, ...stations.map(async (station) => workStation(station, day))]);
    const absent = [...visits.values()].filter(({ isAbsent }) => isAbsent).length;
    return { checkedIn: visits.size, served: visits.size - absent, absent };
  } finally {
    kiosk.close();
  }
}

type Arriving = {
  kiosk: KioskCaller;
  choices: Choices;
  desk: Desk;
  visit: PlannedVisit;
  day: Day;
  note: (token: string) => void;
};

async function arrive({ kiosk, choices, desk, visit, day, note }: Arriving): Promise<void> {
  const service = choices.services[0];
  const doctors = choices.doctors.filter((doctor) => doctor.serviceUid === service?.uid);
  if (!service) throw new Error('The kiosk offers no service');
  const ticket = await kiosk.checkIn({
    idempotencyKey: randomUUID(),
    patient: visit.patient,
    serviceUid: service.uid,
    doctorUid: visit.doctor === null ? null : (doctors[visit.doctor % doctors.length]?.uid ?? null),
    language: visit.language,
    reason: visit.reason,
    ...(visit.wheelchair && { specialRequirements: ['wheelchair' as const] }),
  });
  note(ticket.token);
  const range = ticket.waitMinutes ? `, told ${ticket.waitMinutes.join('–')} min` : '';
  day.say(`${ticket.token} is printed for ${visit.patient.firstName} (${ticket.peopleAhead} before${range})`);
  if (visit.urgency) await triage(desk, ticket.token, visit.urgency, day);
}

/** The desk looks at who has just come; the check-in is on its way from the kiosk meanwhile. */
async function triage(desk: Desk, token: string, urgency: NonNullable<PlannedVisit['urgency']>, day: Day) {
  for (let tries = 0; tries < 20; tries += 1) {
    const row = (await desk.queues()).flatMap((group) => group.queue).find((one) => one.token_label === token);
    if (row && row.current_status !== 'waiting') return;
    if (row) {
      if (urgency === 'emergency') await desk.move(row.id, { type: 'raise_to_emergency' });
      else await desk.move(row.id, { type: 'set_urgency', urgency_level: urgency });
      day.say(`${token} is judged: ${urgency}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Each doctor at their own station, for their own patients and those who take anyone; the rest of a service without one. */
function staffStations(groups: readonly QueueGroup[]): Station[] {
  const [first] = groups;
  const laboratory = groups.find((group) => group.service_id !== first?.service_id);
  return groups.flatMap((group): Station[] => {
    if (group.doctor_id === null || group.default_station_id === null) return [];
    const isFirst = group.service_id === first?.service_id;
    return [
      {
        name: group.doctor_name ?? group.service_name,
        stationId: group.default_station_id,
        queues: [
          { service_id: group.service_id, doctor_id: group.doctor_id },
          { service_id: group.service_id, doctor_id: null },
        ],
        minutesOf: (visit) => (isFirst ? (visit?.consultation ?? 10) : (visit?.lab ?? 6)),
        sendsTo: (visit) =>
          isFirst && laboratory && visit?.lab != null ? { service_id: laboratory.service_id } : null,
      },
    ];
  });
}

export const WHOLE_DAY = OPEN_MINUTES;
