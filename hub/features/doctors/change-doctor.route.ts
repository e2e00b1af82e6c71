import { AppError } from '#shared/domain/errors.ts';
import { changeDoctor } from '#shared/protocol/api/directory.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { assertOwnService } from '#hub/features/services/services.store.ts';
import { assertOwnStation } from '#hub/features/stations/stations.store.ts';
import { endSessionsOf } from '#hub/features/users/sessions.store.ts';
import { lockUser, saveUser } from '#hub/features/users/users.store.ts';
import { defineRoute } from '#hub/http/route.ts';
import { toDoctorColumns, toDoctorReply } from './doctor-row.ts';
import { putDoctor } from './put-doctor.ts';

export const changeDoctorRoute = defineRoute(
  changeDoctor,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, feed, request, now }) => {
    const { id, active, ...fields } = input;
    const { locationId } = actor;
    const before = await lockUser(tx, locationId, id).catch((error: unknown) => {
      throw error instanceof AppError ? new AppError('doctor.not_found', { id }) : error;
    });
    if (before.role !== 'doctor') throw new AppError('doctor.not_found', { id });
    if (fields.service_id !== undefined) await assertOwnService(tx, locationId, fields.service_id);
    if (fields.station_id) await assertOwnStation(tx, locationId, fields.station_id);
    const doctor = await saveUser(tx, id, { ...toDoctorColumns(fields), ...(active === undefined ? {} : { active }) });
    if (!doctor.active) await endSessionsOf(tx, id, 'user_inactive', now());
    await putDoctor(tx, feed, doctor);
    await recordAudit(tx, {
      locationId,
      actor,
      at: now(),
      action: changeDoctor.id,
      entity: 'doctor',
      entityUid: doctor.uid,
      requestId: request.id,
      details: { fields: [...Object.keys(fields), ...(active === undefined ? [] : ['active'])] },
    });
    return toDoctorReply(doctor);
  },
  { once: true },
);
