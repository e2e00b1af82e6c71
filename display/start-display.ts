import type { BridgeHandlers } from '#shared/device/bridge-host/bridge-handlers.ts';
import { liveCell } from '#shared/device/live-value.ts';
import { startDevice, type DeviceOptions } from '#shared/device/start-device.ts';
import type { Cancel } from '#shared/domain/ports.ts';
import type { Board, DisplayContract } from '#shared/protocol/bridge/display-contract.ts';
import { createAnnouncer } from './announce/announcer.ts';
import { projectBoard } from './board/project-board.ts';
import { followHubClock } from './hub-clock.ts';
import { readClinicView } from './read-clinic-view.ts';
import { WHOLE_CLINIC, type Zone } from './zone.ts';

/** How often the board ages although nothing has happened: calls go stale, days begin. */
const AGE_EVERY_MS = 15_000;

export type DisplayOptions = Omit<DeviceOptions, 'kind' | 'streams'> & { zone?: Zone };
export type Display = { handlers: BridgeHandlers<DisplayContract>; stop: () => Promise<void> };

/** A display without its window: what the room is to see and hear, from the device's own store. Throws as `startDevice`. */
export function startDisplay({ zone = WHOLE_CLINIC, ...options }: DisplayOptions): Display {
  const { connect, hubClock } = followHubClock(options.connect, options.ports.clock);
  const device = startDevice({ ...options, connect, kind: 'display', streams: ['queue'] });
  const announcer = createAnnouncer({ db: device.db, zone, hubClock });
  const board = liveCell<Board>({ calls: [], waiting: [] });

  function refresh(): void {
    const now = hubClock();
    const view = readClinicView(device.db, device.state.get().location, now);
    announcer.review(view);
    board.set(projectBoard(view, zone, now));
  }
  let cancelAging: Cancel = ageLater();
  function ageLater(): Cancel {
    return options.ports.scheduler.after(AGE_EVERY_MS, () => {
      cancelAging = ageLater();
      try {
        refresh();
      } catch (error) {
        options.log.error({ error }, 'the board could not be looked at again');
      }
    });
  }
  device.onChange(refresh);
  refresh();

  return {
    handlers: {
      methods: {
        ...device.methods,
        'display.announced': (call) => {
          announcer.announced(call);
          return {};
        },
      },
      topics: { 'device.state': device.state, 'display.board': board, 'display.announcement': announcer.current },
    },
    stop: async () => {
      cancelAging();
      await device.stop();
    },
  };
}
