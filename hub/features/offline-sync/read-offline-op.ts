import { createHash } from 'node:crypto';
import type { OfflineItem } from '#shared/protocol/api/offline-sync.ts';
import type { OfflineOp } from './offline-op.ts';

const MAX_DEPTH = 16;

/**
 * An item of the batch as a change that has an id for ever: the caller's own, or one made of device and content. Null for
 * data nested deeper than anything we know: nothing could be done with it, nor could it be written down.
 */
export function readOfflineOp(deviceId: string, item: OfflineItem, index: number): OfflineOp | null {
  const { type, action, data, op_id: named, recorded_at: recordedAt } = item;
  if (!isShallow(data, MAX_DEPTH)) return null;
  const payload = canonical(data);
  return {
    index,
    opId: named ?? contentId(deviceId, type, action, payload),
    isNamed: named !== undefined,
    type,
    action,
    data,
    payload,
    recordedAt: recordedAt === undefined ? null : Date.parse(recordedAt),
  };
}

/** A UUID (version 8: of our own making) of what a change says. */
export function contentId(...parts: string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts), 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((child) => isShallow(child, depth - 1));
}

/** Fields in one order, whatever order they came in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
