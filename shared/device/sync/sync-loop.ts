import type { DeviceDatabase } from '#shared/device/db/device-database.ts';
import type { DeviceLog } from '#shared/device/device-log.ts';
import { liveCell, type LiveValue } from '#shared/device/live-value.ts';
import { requireIncarnation } from '#shared/device/identity/identity.store.ts';
import { readOutboxState } from '#shared/device/op-log/op-log.queries.ts';
import { readCursor } from '#shared/device/replica/replica.queries.ts';
import { followServiceDay } from '#shared/device/service-day/enter-service-day.ts';
import type { DevicePorts } from '#shared/device/system-ports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Cancel } from '#shared/domain/ports.ts';
import type { SyncStatus } from '#shared/protocol/bridge/device-contract.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { LogHole } from '#shared/protocol/sync/hello.ts';
import type { HubLink } from './hub-link.ts';
import { pollDelay, retryDelay } from './retry-delay.ts';
import { syncRound } from './sync-round.ts';

export type SyncLoopOptions = {
  db: DeviceDatabase;
  link: HubLink;
  ports: Pick<DevicePorts, 'clock' | 'random' | 'scheduler'>;
  streams: readonly Stream[];
  appVersion: string;
  /** About how often to ask the hub when nothing has happened. */
  pollMs: number;
  log: DeviceLog;
  /** The printer's state, for the hub; null where there is none. */
  paper?: () => string | null;
  /** What was written here once and is here no more, for the hub. */
  holes?: () => LogHole[];
  /** Rows of the feed have come, or the location has changed. */
  onReplicaChange: () => void;
};

export type SyncLoop = {
  status: LiveValue<SyncStatus>;
  /** There is something to send or to read: a round soon, or one more after the present one. */
  kick(): void;
  /** A whole round from now, and how it ended. */
  syncNow(): Promise<SyncStatus>;
  /** Ends, giving up what is under way. What was acknowledged is kept; the rest is sent again some day. */
  stop(): Promise<void>;
};

/**
 * Keeps a paired device in step with its hub: at start, on a poke, after each op of its own, and every `pollMs`
 * regardless. A failure is tried again with growing pauses; whatever happens, the next round is scheduled.
 */
export function startSyncLoop(options: SyncLoopOptions): SyncLoop {
  const { db, link, ports, streams, pollMs, log } = options;
  const status = liveCell<SyncStatus>(withOutbox(db, { online: false, lastContactAt: null, lastError: null }));
  let failures = 0;
  let greet = true;
  /** What the next round reads, beside what it sends: everything, or only the streams of which news was told. */
  let readAll = true;
  const told = new Set<Stream>();
  let again = false;
  let stopped = false;
  let running: Promise<void> | null = null;
  let cancelTimer: Cancel | undefined;

  const publish = (change: Partial<SyncStatus>): void => status.set(withOutbox(db, { ...status.get(), ...change }));

  const round = async (): Promise<void> => {
    const greeting = greet;
    const due = greeting || readAll ? streams : streams.filter((stream) => told.has(stream));
    greet = false;
    readAll = false;
    told.clear();
    try {
      followServiceDay(db, ports.clock());
      await syncRound({
        ...options,
        read: due,
        clock: ports.clock,
        greet: greeting,
        report: () => {
          const holes = options.holes?.() ?? [];
          const report = { lastError: status.get().lastError, paper: options.paper?.() ?? null };
          return holes.length > 0 ? { ...report, holes } : report;
        },
        onContact: () => publish({ online: true, lastContactAt: ports.clock() }),
      });
      failures = 0;
      publish({ lastError: null, lastSuccessAt: ports.clock() });
    } catch (error) {
      failures += 1;
      greet = true;
      if (stopped) return;
      const code = error instanceof AppError ? error.code : 'sync.failed';
      log.warn({ code, failures, ...(code === 'sync.failed' ? { error } : {}) }, 'a sync round did not succeed');
      publish({ lastError: code, ...(code.startsWith('network.') ? { online: false } : {}) });
    }
  };

  const run = (): void => {
    if (stopped || running) return;
    cancelTimer?.();
    again = false;
    running = round()
      // What even the failure's own bookkeeping could not do (a full disk) must not end the loop.
      .catch((error: unknown) => log.error({ error }, 'a sync round could not be recorded'))
      .finally(() => {
        running = null;
        if (stopped) return;
        // A kick during a failing round waits for the retry: the hub is not asked without pause.
        if (again && failures === 0) return run();
        const delay = failures > 0 ? retryDelay(failures, ports.random) : pollDelay(pollMs, ports.random);
        cancelTimer = ports.scheduler.after(delay, () => {
          greet = true;
          run();
        });
      });
  };

  // Read anew each time: what runs changes while it is awaited.
  const underWay = (): Promise<void> | null => running;

  const runSoon = (): void => {
    again = true;
    if (!running && failures === 0) run();
  };

  const kick = (): void => {
    readAll = true;
    runSoon();
    // There is one op more to send, and it may have to wait.
    publish({});
  };

  link.listen({
    onPoke: ({ stream, head }) => {
      if (!streams.includes(stream) || head <= readCursor(db, stream).seq) return;
      told.add(stream);
      runSoon();
    },
    onConnect: () => {
      failures = 0;
      greet = true;
      kick();
    },
  });
  run();

  return {
    status,
    kick,
    syncNow: async () => {
      // One round may follow right upon another, and what is under way has greeted already, or not at all.
      while (underWay()) await underWay();
      greet = true;
      run();
      await underWay();
      return status.get();
    },
    stop: async () => {
      stopped = true;
      cancelTimer?.();
      link.close();
      await running;
    },
  };
}

type Known = Pick<SyncStatus, 'online' | 'lastContactAt' | 'lastSuccessAt' | 'lastError'>;

function withOutbox(db: DeviceDatabase, known: Known): SyncStatus {
  const { depth, oldestAt } = readOutboxState(db, requireIncarnation(db));
  const { online, lastContactAt, lastSuccessAt, lastError } = known;
  return {
    online,
    lastContactAt,
    ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }),
    outboxDepth: depth,
    oldestOutboxAt: oldestAt,
    lastError,
  };
}
