import { join } from 'node:path';
import type { deviceStateSchema, DeviceState, SyncStatus } from '#shared/protocol/bridge/device-contract.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { DeviceKind } from '#shared/protocol/sync/pair.ts';
import type { z } from 'zod';
import { closeDatabase, writeTransaction, type DeviceDatabase } from './db/device-database.ts';
import { openDatabase } from './db/open-database.ts';
import type { KeyProtection } from './db/key-file.ts';
import type { DeviceLog } from './device-log.ts';
import { bearWitness, detectCopy, settleHome, type StoreHome } from './identity/detect-copy.ts';
import { readIdentity, saveHubUrl } from './identity/identity.store.ts';
import { listHoles } from './identity/list-holes.ts';
import { liveCell, type LiveValue } from './live-value.ts';
import { verifyLog } from './op-log/verify-log.ts';
import { pairDevice, readHubUrl } from './pairing/pair-device.ts';
import { keepPairing } from './pairing/keep-pairing.ts';
import type { ConnectHub } from './sync/hub-link.ts';
import { startSyncLoop, type SyncLoop } from './sync/sync-loop.ts';
import type { DevicePorts } from './system-ports.ts';

export type DeviceOptions = {
  kind: DeviceKind;
  /** The feeds that this kind of device may read. */
  streams: readonly Stream[];
  dataDir: string;
  migrationsFolder?: string;
  keyProtection?: KeyProtection;
  appVersion: string;
  pollMs: number;
  /** Where the hub is now, when that may differ from where it was at pairing. */
  hubUrl?: string;
  /** Which machine this is; null: it cannot be told. */
  machine?: string | null;
  /** Pairs by itself at the first start. */
  pairing: { hubUrl: string; code: string } | null;
  ports: DevicePorts;
  connect: ConnectHub;
  log: DeviceLog;
};

export type Device = {
  db: DeviceDatabase;
  ports: DevicePorts;
  state: LiveValue<DeviceState>;
  /** Tells when what this device shows of the clinic may have changed: news of the feed, or an op of its own. */
  onChange(listener: () => void): () => void;
  /** To be called after each op: the hub is told, and everything shown is looked at again. */
  noteOp(): void;
  /** Where to learn how the printer is, when the hub is told how this device does. */
  reportPaper(source: () => string | null): void;
  /** The methods that every device's contract has. */
  methods: {
    'device.pair': (input: { hubUrl: string; code: string }) => Promise<DeviceState>;
    'device.syncNow': () => Promise<SyncStatus>;
  };
  stop(): Promise<void>;
};

const UNPAIRED: SyncStatus = {
  online: false,
  lastContactAt: null,
  outboxDepth: 0,
  oldestOutboxAt: null,
  lastError: null,
};

/**
 * Opens the device's store and keeps it in step with its hub; pairs first where it must. Throws what `openDatabase`
 * and `verifyLog` throw: a store that cannot be trusted is not written to.
 */
export function startDevice(options: DeviceOptions): Device {
  const { kind, streams, dataDir, migrationsFolder, appVersion, pollMs, ports, connect, log } = options;
  const { keyProtection } = options;
  const db = openDatabase({ file: join(dataDir, `${kind}.sqlite`), migrationsFolder, exclusive: true, keyProtection });
  const home: StoreHome = { machine: options.machine ?? null, witnessFile: join(dataDir, `${kind}.witness`) };
  const listeners = new Set<() => void>();
  const state = liveCell<z.infer<typeof deviceStateSchema>>(describeDevice(db, UNPAIRED));
  let loop: SyncLoop | null = null;
  let paper: (() => string | null) | null = null;

  const refresh = (status = loop?.status.get() ?? state.get().sync): void => state.set(describeDevice(db, status));
  const tellChange = (): void => {
    refresh();
    for (const listener of listeners) listener();
  };
  const startLoop = (): void => {
    const identity = readIdentity(db);
    if (!identity) return;
    const { hubUrl, deviceUid, deviceKey } = identity;
    const link = connect({ hubUrl, auth: { deviceUid, deviceKey } });
    loop = startSyncLoop({
      db,
      link,
      ports,
      streams,
      appVersion,
      pollMs,
      log,
      paper: () => paper?.() ?? null,
      holes: () => listHoles(db, home.witnessFile),
      onReplicaChange: tellChange,
    });
    loop.status.onChange((status) => {
      settleHome(db, home.machine);
      refresh(status);
    });
    tellChange();
  };
  const pairNow = async (input: { hubUrl: string; code: string }): Promise<DeviceState> => {
    // A former life's loop must not write its hub's answers into the new one.
    await loop?.stop();
    try {
      const { deviceUid, lane } = await pairDevice(db, connect, { ...input, kind, appVersion }, ports.clock());
      log.info({ deviceUid, lane }, 'paired');
    } finally {
      startLoop();
    }
    return state.get();
  };
  // One at a time: of two codes given at once the first makes the identity.
  let pairing: Promise<unknown> = Promise.resolve();
  const pair = async (input: { hubUrl: string; code: string }): Promise<DeviceState> => {
    const mine = pairing.then(async () => pairNow(input));
    pairing = mine.catch(() => undefined);
    return mine;
  };

  try {
    const identity = readIdentity(db);
    if (identity) {
      verifyLog(db, identity.incarnation);
      detectCopy(db, home);
      followHub(db, identity.hubUrl, options.hubUrl ?? options.pairing?.hubUrl);
    }
  } catch (error) {
    closeDatabase(db);
    throw error;
  }
  startLoop();
  const stopPairing = keepPairing({
    pairing: loop === null ? options.pairing : null,
    pair,
    ports,
    onFailure: (code) => refresh({ ...UNPAIRED, lastError: code }),
  });

  return {
    db,
    ports,
    state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    noteOp: () => {
      bearWitness(db, home);
      loop?.kick();
      tellChange();
    },
    reportPaper: (source) => {
      paper = source;
    },
    methods: {
      'device.pair': pair,
      'device.syncNow': async () => loop?.syncNow() ?? state.get().sync,
    },
    stop: async () => {
      stopPairing();
      await loop?.stop();
      closeDatabase(db);
    },
  };
}

/** A hub that has moved is still the same hub: it knows the device by its key, and another would not. */
function followHub(db: DeviceDatabase, known: string, given: string | undefined): void {
  const hubUrl = given === undefined ? known : readHubUrl(given);
  if (hubUrl !== known) writeTransaction(db, (tx) => saveHubUrl(tx, hubUrl));
}

function describeDevice(db: DeviceDatabase, sync: SyncStatus): DeviceState {
  const identity = readIdentity(db);
  return {
    paired: identity !== null,
    deviceName: identity?.deviceName ?? null,
    hubUrl: identity?.hubUrl ?? null,
    location: identity?.location ?? null,
    sync: { ...sync, lastError: identity?.blockedBy ?? sync.lastError },
  };
}
