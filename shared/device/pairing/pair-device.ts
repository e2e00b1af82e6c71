import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { readIdentity, saveIdentity, type DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { carryRetainedOps, openIncarnation } from '#shared/device/op-log/open-incarnation.ts';
import { forgetReplica, rereadStream } from '#shared/device/replica/store-feed-page.ts';
import type { ConnectHub } from '#shared/device/sync/hub-link.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { pairDevice as pairDeviceContract } from '#shared/protocol/api/sync.ts';
import { streamSchema } from '#shared/protocol/entities.ts';
import type { DeviceKind, PairReply } from '#shared/protocol/sync/pair.ts';

export type PairingRequest = { hubUrl: string; code: string; kind: DeviceKind; appVersion: string };

/**
 * Exchanges a pairing code for this device's identity, and stores it whole. A device that works is not paired over:
 * `device.already_paired`. One that was revoked or forked is, and its unsent ops go on under the new incarnation.
 * Other errors: `device.hub_url_invalid`, `network.unreachable`, and the hub's own about the code.
 */
export async function pairDevice(
  db: DeviceDatabase,
  connect: ConnectHub,
  request: PairingRequest,
  now: Instant,
): Promise<DeviceIdentity> {
  refuseWorkingDevice(readIdentity(db));
  const { code, kind, appVersion } = request;
  const hubUrl = readHubUrl(request.hubUrl);
  const link = connect({ hubUrl, auth: null });
  try {
    const reply = await link.call(pairDeviceContract, { body: { code: code.trim(), kind, appVersion } });
    return storePairing(db, hubUrl, reply, now);
  } finally {
    link.close();
  }
}

function storePairing(db: DeviceDatabase, hubUrl: string, reply: PairReply, now: Instant): DeviceIdentity {
  const { deviceUid, deviceKey, deviceName, incarnation, lane, hubEpoch, location } = reply;
  const identity = { deviceUid, deviceKey, deviceName, hubUrl, incarnation, lane, hubEpoch, location };
  const paired: DeviceIdentity = { ...identity, blockedBy: null, pairedAt: now };
  writeTransaction(db, (tx) => {
    const former = readIdentity(tx);
    refuseWorkingDevice(former);
    openIncarnation(tx, incarnation, now, location.uid);
    if (former?.location.uid === location.uid) {
      // The hub may have been restored from before it knew this device; then it has lost ops as well. It tells by their ids.
      carryRetainedOps(tx, location.uid, incarnation);
      for (const stream of streamSchema.options) rereadStream(tx, stream);
    } else {
      // Another clinic must not be sent this one's patients: those ops stay here, under the incarnation that made them.
      forgetReplica(tx);
    }
    saveIdentity(tx, paired);
  });
  return paired;
}

function refuseWorkingDevice(identity: DeviceIdentity | null): void {
  if (identity && identity.blockedBy === null) {
    throw new AppError('device.already_paired', { deviceUid: identity.deviceUid });
  }
}

/** `http://hub.local:3000`, without path or slash at its end. */
export function readHubUrl(text: string): string {
  const url = URL.parse(text.trim());
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.pathname !== '/') {
    throw new AppError('device.hub_url_invalid');
  }
  return url.origin;
}
