import type { OfflineAction, OfflineType } from '#shared/protocol/api/offline-sync.ts';
import type { Actor } from '#hub/http/actor.ts';

/**
 * Staff and kiosks hand over whatever was recorded. Who has not said who they are may book, as on line; who holds the token
 * of an appointment may besides move it and call it off.
 */
export function mayDo(actor: Actor | null, type: OfflineType, action: OfflineAction): boolean {
  if (actor?.kind === 'staff' || actor?.kind === 'device') return true;
  if (type !== 'appointment') return false;
  return actor?.kind === 'patient' || action === 'create';
}
