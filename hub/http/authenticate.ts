import { AppError } from '#shared/domain/errors.ts';
import type { Hub } from '#hub/hub.ts';
import { authenticateDevice } from '#hub/features/devices/authenticate-device.ts';
import { authenticateStaff } from '#hub/features/users/authenticate-staff.ts';
import { assertNotWithdrawn } from '#hub/features/appointments/withdraw-access.ts';
import { isPatientToken, verifyPatientToken } from './patient-token.ts';
import type { Access, Actor, KnownActor, PatientActor } from './actor.ts';

/** Who calls, from the Authorization header; null where anyone may and nobody says who they are. Throws `auth.…` when they may not. */
export async function authenticate(hub: Hub, access: Access, authorization: string | undefined): Promise<Actor | null> {
  if (access === 'public') return null;
  if (access.orAnyone && authorization === undefined) return null;
  const actor = (await readPatient(hub, authorization)) ?? (await readActor(hub, authorization));
  if (!access.roles.includes(actor.role)) throw new AppError('auth.forbidden', { role: actor.role });
  return actor;
}

/** Kept apart from `readActor`, so that a patient is let in nowhere but where a route names them. */
async function readPatient(hub: Hub, authorization: string | undefined): Promise<PatientActor | null> {
  const token = /^bearer +(\S+)$/iu.exec(authorization ?? '')?.[1] ?? '';
  if (!isPatientToken(token)) return null;
  const patient = await verifyPatientToken(token, hub.keys.patientToken, hub.clock());
  await assertNotWithdrawn(hub.db, patient);
  return patient;
}

/** `Bearer <access token>` of staff, or `Device <deviceUid>:<deviceKey>`. */
export async function readActor(hub: Hub, authorization: string | undefined): Promise<KnownActor> {
  const [, scheme, credentials] = /^(\w+) +(\S+)$/u.exec(authorization ?? '') ?? [];
  switch (scheme?.toLowerCase()) {
    case 'bearer':
      return authenticateStaff(hub, credentials ?? '');
    case 'device':
      return authenticateDevice(hub, credentials ?? '');
    default:
      throw new AppError('auth.required');
  }
}
