import { AppError } from '#shared/domain/errors.ts';
import type { Hub } from '#hub/hub.ts';
import type { Actor } from './actor.ts';

/** Counts a request for who makes it: a member of staff, a device, one appointment's patient, or else the address. */
export async function countRequest(hub: Hub, actor: Actor | null, address: string): Promise<void> {
  switch (actor?.kind) {
    case 'staff':
      return hub.limits.person.attempt(actor.userUid);
    case 'device':
      return hub.limits.device.attempt(actor.deviceUid);
    case 'patient':
      return hub.limits.anyone.attempt('appointment', actor.appointmentUid);
    default:
      return hub.limits.anyone.attempt('address', address);
  }
}

/** Who tries out keys and tokens is counted by address; a session that ran out is no trial. */
export async function countRefusal(hub: Hub, error: unknown, address: string): Promise<void> {
  if (!(error instanceof AppError) || !['auth.required', 'auth.unknown_device'].includes(error.code)) return;
  await hub.limits.anyone.attempt('refused', address);
}
