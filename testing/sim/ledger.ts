import type { SimDevice, StoredOp } from './sim-device.ts';
import type { SimHub } from './sim-hub.ts';

/**
 * What the simulation knows and nobody in the clinic does: every op that ever was durable on a device, and those of which no
 * copy is left anywhere, because a disk and the hub's database were both put back to an earlier state.
 */
export class Ledger {
  readonly ops = new Map<string, StoredOp>();
  /** Every place in a log where an op ever stood: it is written once more when its device gets another life. */
  readonly places = new Map<string, Set<string>>();
  readonly gone = new Set<string>();

  note(devices: readonly SimDevice[]): void {
    for (const device of devices) {
      for (const op of device.readOps()) {
        if (!this.ops.has(op.opId)) this.ops.set(op.opId, op);
        const places = this.places.get(op.opId) ?? new Set();
        this.places.set(op.opId, places.add(`${op.incarnation} ${op.seq}`));
      }
    }
  }

  /** Does something that takes data away, and sees which ops are left nowhere. */
  async erase(hub: SimHub, devices: readonly SimDevice[], act: () => Promise<void> | void): Promise<void> {
    this.note(devices);
    await act();
    const left = new Set(devices.flatMap((device) => device.readOps().map(({ opId }) => opId)));
    const rows = hub.isUp ? await hub.rows<{ id: string }>('SELECT op_id AS id FROM offline_sync_logs') : [];
    for (const { id } of rows) left.add(id);
    for (const opId of this.ops.keys()) if (!left.has(opId)) this.gone.add(opId);
  }
}
