import type { DeviceDatabase } from '#shared/device/db/device-database.ts';
import { liveCell, type LiveValue } from '#shared/device/live-value.ts';
import type { Clock } from '#shared/domain/ports.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import { byUid, type ClinicView } from '#display/clinic-view.ts';
import type { Zone } from '#display/zone.ts';
import { forgetAnnouncedBefore, readAnnounced, saveAnnounced, type AnnouncedCall } from './announced-call.store.ts';
import { planAnnouncements } from './planner.ts';

/** After this, whoever was called has come, or was called again. */
const STALE_AFTER_MS = 5 * 60 * 1000;
/** Long after its call has gone stale, nobody can ask whether it was announced. */
const REMEMBER_MS = 7 * 24 * 60 * 60 * 1000;

export type Announcer = {
  /** The call to announce now, or null. */
  current: LiveValue<Announcement | null>;
  /** Looks again at what there is to announce. */
  review: (view: ClinicView) => void;
  /** The screen has shown this call, and played it when `heard`. The next one may come. */
  announced: (call: Pick<AnnouncedCall, 'uid' | 'callCount' | 'heard'>) => void;
};

export type AnnouncerOptions = {
  db: DeviceDatabase;
  zone: Zone;
  /** In the hub's time, which is what calls are dated by. */
  hubClock: Clock;
  /** Told after it has been kept: the way on which a hub will hear of it. */
  onAnnounced?: (call: AnnouncedCall) => void;
};

/** Keeps the line of calls to announce, over restarts and reconnections. */
export function createAnnouncer({ db, zone, hubClock, onAnnounced }: AnnouncerOptions): Announcer {
  const current = liveCell<Announcement | null>(null);
  let pending: Announcement[] = [];
  let lastView: ClinicView | null = null;

  function review(view: ClinicView): void {
    lastView = view;
    const called = view.entries.filter(({ status }) => status === 'called');
    pending = planAnnouncements({
      entries: called,
      stations: byUid(view.stations),
      zone,
      announced: readAnnounced(
        db,
        called.map(({ uid }) => uid),
      ),
      pending,
      now: hubClock(),
      staleAfterMs: STALE_AFTER_MS,
    });
    current.set(pending[0] ?? null);
  }

  return {
    current,
    review,
    announced: ({ uid, callCount, heard }) => {
      const call = { uid, callCount, heard, announcedAt: hubClock() };
      saveAnnounced(db, call);
      forgetAnnouncedBefore(db, hubClock() - REMEMBER_MS);
      onAnnounced?.(call);
      if (lastView) review(lastView);
    },
  };
}
