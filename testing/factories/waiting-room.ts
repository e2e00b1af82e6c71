import { randomUUID } from 'node:crypto';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import { MAX_OPS_PER_PUSH, type PushReply } from '#shared/protocol/sync/push.ts';
import { pushOps } from '#hub/features/sync/push-ops.ts';
import type { Hub } from '#hub/hub.ts';
import { aCheckIn } from './check-in.ts';
import { insertLocation, insertService, insertStation } from './clinic.ts';
import { insertDevice, type EnrolledDevice } from './enrolled-device.ts';
import { addCheckIn, newOpLog, type OpLog } from './op-log.ts';

export type WaitingRoom = {
  locationId: number;
  locationUid: string;
  service: { id: number; uid: string };
  station: { id: number; uid: string };
  kiosk: EnrolledDevice;
  log: OpLog;
  /** The kiosk checks this many more patients in and hands its log over. */
  checkIn(count: number, given?: { doctorUid?: string }): Promise<Op[]>;
  push(ops: readonly Op[]): Promise<PushReply>;
};

/** A location with one service, one station and a paired kiosk, on a running hub. */
export async function openWaitingRoom(hub: Hub): Promise<WaitingRoom> {
  // The first lanes are those of the devices that tests insert by number.
  const location = await insertLocation(hub.db, { lanesIssued: 10 });
  const locationId = location.id;
  const service = await insertService(hub.db, { locationId });
  const station = await insertStation(hub.db, { locationId });
  const kiosk = await insertDevice(hub.db, { locationId, n: 0 });
  const log = newOpLog(kiosk.incarnation);

  async function push(ops: readonly Op[]): Promise<PushReply> {
    const request = { incarnation: kiosk.incarnation, ops: [...ops] };
    return hub.transact(async (scope) => pushOps(scope, kiosk.actor, request, { now: hub.clock(), requestId: null }));
  }

  async function checkIn(count: number, given: { doctorUid?: string } = {}): Promise<Op[]> {
    const now = hub.clock();
    const businessDate = serviceDayOf(now, location);
    const added = Array.from({ length: count }, (_, index) => {
      const n = log.ops.length + 1;
      const checkedInAt = now - (count - index);
      const payload = aCheckIn(n, { lane: kiosk.lane, serviceUid: service.uid, businessDate, checkedInAt, ...given });
      return addCheckIn(log, randomUUID(), payload);
    });
    for (let from = 0; from < added.length; from += MAX_OPS_PER_PUSH) {
      const reply = await push(added.slice(from, from + MAX_OPS_PER_PUSH));
      if (reply.status !== 'ok') throw new Error(`The waiting room could not be filled: ${reply.status}`);
    }
    return added;
  }

  return { locationId, locationUid: location.uid, service, station, kiosk, log, checkIn, push };
}
