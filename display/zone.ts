import type { QueueEntryView } from '#shared/protocol/entities.ts';

/**
 * Which part of the clinic one screen speaks for. An absent list means "all of them", so an empty zone is the whole
 * clinic.
 */
export type Zone = {
  serviceUids?: readonly string[];
  stationUids?: readonly string[];
};

export const WHOLE_CLINIC: Zone = {};

/** A waiting entry has no station yet, so only its service decides; a called one must match both. */
export function isInZone(entry: Pick<QueueEntryView, 'serviceUid' | 'stationUid'>, zone: Zone): boolean {
  if (zone.serviceUids && !zone.serviceUids.includes(entry.serviceUid)) return false;
  if (zone.stationUids && entry.stationUid !== null) return zone.stationUids.includes(entry.stationUid);
  return true;
}
