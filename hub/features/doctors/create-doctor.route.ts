import { createDoctor } from '#shared/protocol/api/directory.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { assertOwnService } from '#hub/features/services/services.store.ts';
import { assertOwnStation } from '#hub/features/stations/stations.store.ts';
import { replaceUserLink } from '#hub/features/users/account-link.store.ts';
import { toAccountLink } from '#hub/features/users/link-url.ts';
import { insertUser } from '#hub/features/users/users.store.ts';
import { defineRoute } from '#hub/http/route.ts';
import { toDoctorReply } from './doctor-row.ts';
import { putDoctor } from './put-doctor.ts';

export const createDoctorRoute = defineRoute(createDoctor, { roles: ['admin', 'manager'] }, async (context) => {
  const { input, actor, tx, feed, hub, request, now } = context;
  const { locationId } = actor;
  const { email, display_name: displayName, service_id: serviceId, station_id: stationId, specialty, position } = input;
  await assertOwnService(tx, locationId, serviceId);
  if (stationId) await assertOwnStation(tx, locationId, stationId);
  const place = { uid: hub.ids(), locationId, role: 'doctor' } as const;
  const doctor = await insertUser(tx, { ...place, email, displayName, specialty, serviceId, stationId, position });
  await putDoctor(tx, feed, doctor);
  const link = doctor.email === null ? null : await replaceUserLink(tx, doctor, actor.userId, now());
  await recordAudit(tx, {
    locationId,
    actor,
    at: now(),
    action: createDoctor.id,
    entity: 'doctor',
    entityUid: doctor.uid,
    requestId: request.id,
  });
  return { doctor: toDoctorReply(doctor), link: link && toAccountLink(hub, request, link) };
});
