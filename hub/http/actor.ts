import type { Role } from '#shared/protocol/api/roles.ts';
import type { DeviceKind } from '#shared/protocol/sync.ts';
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

/** Who makes a request. Everything they see and do is within their `locationId`. */
export type Actor = StaffActor | DeviceActor;

/** `public`: anyone, and the handler has no actor. Otherwise exactly the roles named; no role implies another. */
export type Access = 'public' | { roles: readonly Role[] };

type ActorInRole<R> =
  | (Extract<R, StaffRole> extends never ? never : StaffActor & { role: Extract<R, StaffRole> })
  | (Extract<R, DeviceKind> extends never ? never : DeviceActor & { role: Extract<R, DeviceKind> });
export type ActorFor<A extends Access> = A extends { roles: readonly (infer R)[] } ? ActorInRole<R> : null;
