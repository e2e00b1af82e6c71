import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { findLogHead } from '#shared/device/op-log/op-log.queries.ts';
import type { LogHole } from '#shared/protocol/sync/hello.ts';
import { readWitness } from './witness-file.ts';

/**
 * Parts of this device's logs that were written here once and are in its store no more, because an older state of it
 * was put back. The hub has them, or nobody has. Most devices never have any.
 */
export function listHoles(reader: DeviceReader, witnessFile: string): LogHole[] {
  return [...readWitness(witnessFile)].flatMap(([incarnation, toSeq]) => {
    const lastSeq = findLogHead(reader, incarnation)?.lastSeq ?? 0;
    return toSeq > lastSeq ? [{ incarnation, fromSeq: lastSeq + 1, toSeq }] : [];
  });
}
