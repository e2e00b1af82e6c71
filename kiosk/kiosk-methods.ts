import type { BridgeHandlers } from '#shared/device/bridge-host/bridge-handlers.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import type { Device } from '#shared/device/start-device.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CheckedIn, FoundAppointmentReply, KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { AppointmentToday } from '#shared/protocol/entities.ts';
import { findEntity } from '#shared/device/replica/replica.queries.ts';
import type { CheckInRefusedPayload } from '#shared/protocol/sync/check-in-op.ts';
import { askHubOnJump } from './ask-hub-on-jump.ts';
import { checkInAppointment } from './check-in-appointment.ts';
import { checkInEmergency } from './check-in-emergency.ts';
import { checkIn, type CheckInResult } from './check-in.ts';
import type { CheckInOptions, TicketPrinting } from './open-visit.ts';
import { createAttemptLimit } from './lookup/attempt-limit.ts';
import { createClaims } from './lookup/claims.ts';
import { findAppointment } from './lookup/find-appointment.ts';
import { recognisePatient, type KnownPerson } from './lookup/recognise-patient.ts';
import { reportRefusal } from './lookup/report-refusal.ts';
import { readKioskSettings } from './settings/read-kiosk-settings.ts';

/** A few slips in a row are people; more is someone trying birth dates. */
const GUESSES = { free: 8, firstPauseMs: 30_000, longestPauseMs: 600_000, forgetMs: 600_000 };

/** Most who are not known are simply new. So many in so short a time are birth dates being tried for one phone. */
const STRANGERS = { free: 25, firstPauseMs: 60_000, longestPauseMs: 600_000, forgetMs: 600_000 };

type Methods = Pick<
  BridgeHandlers<KioskContract>['methods'],
  'kiosk.checkIn' | 'kiosk.findPatient' | 'kiosk.findAppointment' | 'kiosk.arrive' | 'kiosk.emergency'
>;
export type KioskMethodsOptions = {
  device: Device;
  /** Asks the printer before the token is issued. */
  lookAtPrinter: () => Promise<void>;
  /** Checks in, sends the ticket off at once and says how its job stands. */
  issue: (register: (printing: TicketPrinting) => CheckInResult) => CheckedIn;
  onStep?: CheckInOptions['onStep'];
};

/** Everything that a patient asks of the kiosk. */
export function kioskMethods({ device, lookAtPrinter, issue, onStep }: KioskMethodsOptions): Methods {
  const { db, ports } = device;
  const patients = createClaims<KnownPerson>(ports);
  const appointments = createClaims<AppointmentToday>(ports);
  const guesses = createAttemptLimit(ports.clock, GUESSES);
  const strangers = createAttemptLimit(ports.clock, STRANGERS);
  const options = { db, clock: ports.clock, ids: ports.ids, onStep };

  function refuse(
    reason: CheckInRefusedPayload['reason'],
    appointment: AppointmentToday | null = null,
  ): FoundAppointmentReply {
    try {
      reportRefusal(device, { reason, appointmentUid: appointment?.uid ?? null });
    } catch (error) {
      // A store that cannot be written to says so at the next check-in; the person is sent to the desk all the same.
      if (!(error instanceof AppError)) throw error;
    }
    const { appointmentEarlyMinutes } = readKioskSettings(db);
    const shown = reason === 'too_early' || reason === 'too_late' ? appointment : null;
    return {
      status: 'refused',
      // Guessing learns nothing from having been stopped.
      reason: reason === 'rate_limited' ? 'not_found' : reason,
      startAt: shown?.startAt ?? null,
      opensAt: shown && reason === 'too_early' ? shown.startAt - appointmentEarlyMinutes * 60_000 : null,
    };
  }

  return {
    'kiosk.checkIn': async (input) => {
      await lookAtPrinter();
      return askHubOnJump(device, () =>
        issue((printing) => checkIn({ ...options, ...printing }, input, (claim) => patients.read(claim))),
      );
    },
    'kiosk.findPatient': (input) => {
      if (strangers.waitMs() > 0) return null;
      const known = recognisePatient(db, requireIdentity(db), input);
      if (!known) {
        strangers.fail();
        return null;
      }
      const { person, firstName } = known;
      return { claim: patients.issue(person), initial: firstName === null ? null : firstGrapheme(firstName) };
    },
    'kiosk.findAppointment': (query) => {
      if (guesses.waitMs() > 0) return refuse('rate_limited');
      const { appointment, judgement } = findAppointment(db, requireIdentity(db), query, ports.clock());
      if (!appointment) {
        guesses.fail();
        return refuse(judgement);
      }
      guesses.succeed();
      if (judgement !== 'ready') return refuse(judgement, appointment);
      return {
        status: 'found',
        claim: appointments.issue(appointment),
        startAt: appointment.startAt,
        doctor: findEntity(db, 'doctor', appointment.doctorUid)?.name ?? null,
      };
    },
    'kiosk.arrive': async (input) => {
      await lookAtPrinter();
      return askHubOnJump(device, () =>
        issue((printing) =>
          checkInAppointment({ ...options, ...printing }, input, (claim) => appointments.read(claim)),
        ),
      );
    },
    // Nothing is waited for: not even a printer.
    'kiosk.emergency': async (input) =>
      askHubOnJump(device, () => issue((printing) => checkInEmergency({ ...options, ...printing }, input))),
  };
}

function firstGrapheme(text: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return first?.segment.slice(0, 8) ?? '';
}
