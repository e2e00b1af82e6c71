import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { listDisputedOps } from '#shared/device/op-log/op-log.queries.ts';
import { readCursor } from '#shared/device/replica/replica.queries.ts';
import { doubtfulDay } from '#shared/device/service-day/enter-service-day.ts';
import { readServiceDay } from '#shared/device/service-day/service-day.store.ts';
import type { Device } from '#shared/device/start-device.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { StaffOverview } from '#shared/protocol/bridge/kiosk-staff-contract.ts';
import { readDiskSpace, readKioskHealth } from '#kiosk/kiosk-health.ts';
import type { ChangeablePrinter } from '#kiosk/kiosk-printer.ts';
import { readKioskSettings } from '#kiosk/settings/read-kiosk-settings.ts';
import { listStaffLog, listStaffTickets } from './staff-log.queries.ts';

export type KioskParts = {
  device: Device;
  printer: ChangeablePrinter;
  appVersion: string;
  startedAt: Instant;
  can: StaffOverview['can'];
};

export function describeKiosk({ device, printer, appVersion, startedAt, can }: KioskParts): StaffOverview {
  const { db, ports } = device;
  const identity = readIdentity(db);
  return {
    appVersion,
    deviceName: identity?.deviceName ?? null,
    deviceUid: identity?.deviceUid ?? null,
    lane: identity?.lane ?? null,
    hubUrl: identity?.hubUrl ?? null,
    businessDate: readServiceDay(db).businessDate,
    doubtfulDay: identity && doubtfulDay(db, identity.location, ports.clock()),
    clock: ports.clock(),
    startedAt,
    disk: readDiskSpace(db),
    can,
    printer: { address: printer.address(), status: printer.status() },
  };
}

/**
 * Everything that helps whoever is called for help, and nothing of any patient: versions, states, numbers and error codes.
 * No key, no PIN, no op's payload; tokens are left out as well.
 */
export function writeDiagnostics(parts: KioskParts): { fileName: string; text: string } {
  const { db, ports, state } = parts.device;
  const identity = readIdentity(db);
  const now = ports.clock();
  const { pinHash, ...settings } = readKioskSettings(db);
  const report = {
    madeAt: new Date(now).toISOString(),
    kiosk: describeKiosk(parts),
    runtime: { node: process.version, platform: process.platform, arch: process.arch, memory: process.memoryUsage() },
    health: readKioskHealth(db, now, readDiskSpace(db)),
    sync: state.get().sync,
    settings: { ...settings, hasPin: pinHash !== null },
    cursors: { queue: readCursor(db, 'queue'), clinic: readCursor(db, 'clinic') },
    log: identity && listStaffLog(db, identity.incarnation),
    disputed: identity && listDisputedOps(db, identity.incarnation),
    tickets: listStaffTickets(db).map(({ issuedAt, copies, state: printed }) => ({ issuedAt, copies, state: printed })),
  };
  const stamp = new Date(now).toISOString().slice(0, 16).replace(/[:T]/gu, '-');
  return { fileName: `anteroom-kiosk-${stamp}.json`, text: JSON.stringify(report, null, 2) };
}
