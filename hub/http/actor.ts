import type { Role } from '#shared/protocol/api/roles.ts';
import type { DeviceKind } from '#shared/protocol/sync/pair.ts';
import type { StaffRole } from '#hub/db/schema/staff.ts';

export type StaffActor = {
  kind: 'staff';
  role: StaffRole;
  userId: number;
  userUid: string;
  locationId: number;
  sessionUid: string;
};

export type DeviceActor = { kind: 'device'; role: DeviceKind; deviceId: number; deviceUid: string; locationId: number };

/** Someone who booked without signing in: they may see, move and cancel this one appointment. */
export type PatientActor = {
  kind: 'patient';
  role: 'patient';
  appointmentId: number;
  appointmentUid: string;
  locationId: number;
  /** Which of the tokens that were ever made for the appointment: raised, it makes the earlier ones void. */
  accessNumber: number;
};

/** Known to the hub by an account or a key; who may listen as well as ask. */
export type KnownActor = StaffActor | DeviceActor;

/** Who makes a request. Everything they see and do is within their `locationId`. */
export type Actor = KnownActor | PatientActor;

/**
 * `public`: anyone, and the handler has no actor. Otherwise exactly the roles named; no role implies another. With
 * `orAnyone` the actor is null for who sends no credentials; credentials that are sent must be good.
 */
export type Access = 'public' | { roles: readonly Role[]; orAnyone?: true };

type ActorInRole<R> =
  | (Extract<R, StaffRole> extends never ? never : StaffActor & { role: Extract<R, StaffRole> })
  | (Extract<R, DeviceKind> extends never ? never : DeviceActor & { role: Extract<R, DeviceKind> })
  | (Extract<R, 'patient'> extends never ? never : PatientActor);
export type ActorFor<A extends Access> = A extends { roles: readonly (infer R)[] }
  ? ActorInRole<R> | (A extends { orAnyone: true } ? null : never)
  : null;
