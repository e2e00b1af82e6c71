import type { Instant } from '#shared/domain/ports.ts';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { listDevices } from '#shared/protocol/api/devices.ts';

export type DeviceRow = ContractReply<typeof listDevices>[number];
export type DeviceState = 'online' | 'away' | 'never' | 'revoked';

/** Devices ask for the feed at least every 30 s; three missed in a row and one should go and look. */
const AWAY_AFTER_MS = 90_000;

export function deviceStateOf(device: Pick<DeviceRow, 'revoked' | 'last_seen_at'>, now: Instant): DeviceState {
  if (device.revoked) return 'revoked';
  if (device.last_seen_at === null) return 'never';
  return now - Date.parse(device.last_seen_at) > AWAY_AFTER_MS ? 'away' : 'online';
}

const RANK: Record<DeviceState, number> = { away: 0, never: 1, online: 2, revoked: 3 };

/** Those that need somebody first, then by kind and name; retired ones at the end. */
export function sortDevices(devices: readonly DeviceRow[], now: Instant, locale: string): DeviceRow[] {
  const rank = (device: DeviceRow) => RANK[deviceStateOf(device, now)];
  return devices.toSorted(
    (a, b) => rank(a) - rank(b) || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name, locale),
  );
}

/** Whether somebody should go to this printer: soon, at once, or (null) not at all. */
export function printerMarkOf(printer: string): 'warn' | 'alert' | null {
  if (printer === 'ready' || printer === 'not_configured') return null;
  return printer === 'paper_low' ? 'warn' : 'alert';
}

/** A kiosk that is heard hands its log over within seconds: what has waited for longer is stuck. */
const BACKLOG_OLD_MS = 10 * 60_000;

export function isBacklogOld(oldest: Instant | null, now: Instant): boolean {
  return oldest !== null && now - oldest > BACKLOG_OLD_MS;
}
