import { AppError } from '#shared/domain/errors.ts';
import { PROTOCOL } from '#shared/protocol/sync/hello.ts';

export type ProtocolRange = { min: number; max: number };

/** The newest version both sides speak. Throws `sync.protocol_unsupported`, which says who has to be updated. */
export function negotiateProtocol(device: ProtocolRange, hub: ProtocolRange = PROTOCOL): number {
  const version = Math.min(device.max, hub.max);
  if (version >= Math.max(device.min, hub.min)) return version;
  throw new AppError('sync.protocol_unsupported', { device, hub, update: device.max < hub.min ? 'device' : 'hub' });
}
