import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import type { QueueEntryView, Station } from '#shared/protocol/entities.ts';

/** The call an entry stands for, or null when it was never called or its station is not known (yet). */
export function callOf(entry: QueueEntryView, stations: ReadonlyMap<string, Station>): Announcement | null {
  if (entry.calledAt === null || entry.callCount < 1 || entry.stationUid === null) return null;
  const station = stations.get(entry.stationUid);
  if (!station) return null;
  return {
    uid: entry.uid,
    callCount: entry.callCount,
    token: entry.token,
    station: station.name,
    language: entry.language,
    calledAt: entry.calledAt,
  };
}
