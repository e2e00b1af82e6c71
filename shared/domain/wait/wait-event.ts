import type { OrderKey } from '#shared/domain/priority.ts';
import type { Instant } from '#shared/domain/ports.ts';

/** What a waiting person's estimate goes by. */
export type WaitProfile = {
  serviceUid: string;
  /** `null`: whoever of the service is free first. */
  doctorUid: string | null;
  /** The clinic's own kinds of visit (`new`, `follow_up`…); '' where it makes no difference. */
  visitType: string;
  /** Calibration is done for each class on its own; usually the entry's `WaitClass`. */
  waitClass: string;
  key: OrderKey;
};

/**
 * What the estimator is told, in the order in which it happened. A return or transfer is a `join` with the same uid and
 * the entry's own key. Times never run backwards; an event that does is taken as of the latest seen.
 */
export type WaitEvent =
  /** A service day begins: whoever is still waiting or in service is forgotten, what was learned is kept. */
  | { type: 'day'; at: Instant; midnight: Instant }
  | ({ type: 'join'; at: Instant; uid: string } & WaitProfile)
  /** Urgency or settings changed the place of one who waits. */
  | { type: 'reorder'; at: Instant; uid: string; waitClass: string; key: OrderKey }
  /** This person was shown an estimate at this time: what was shown is held against what comes. */
  | { type: 'shown'; at: Instant; uid: string }
  /** Gone before being served: walked out, cancelled, held, did not answer. */
  | { type: 'leave'; at: Instant; uid: string }
  /** Service begins. Someone who never joined is served too, and teaches service times. */
  | ({ type: 'start'; at: Instant; uid: string; stationUid: string } & Pick<
      WaitProfile,
      'serviceUid' | 'doctorUid' | 'visitType'
    >)
  | { type: 'end'; at: Instant; uid: string }
  /** Called, but the service never came about (absent, called by mistake): teaches nothing of how long services take. */
  | { type: 'abandon'; at: Instant; uid: string }
  /** A station opens or closes. Where nobody says so, activity is inferred from who is being served. */
  | { type: 'station'; at: Instant; stationUid: string; serviceUid: string; doctorUid: string | null; open: boolean };
