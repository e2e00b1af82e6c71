import { bookAppointmentRoute } from './features/appointments/book-appointment.route.ts';
import { cancelAppointmentRoute } from './features/appointments/cancel-appointment.route.ts';
import { checkInAppointmentRoute } from './features/appointments/check-in-appointment.route.ts';
import { completeAppointmentRoute } from './features/appointments/complete-appointment.route.ts';
import { confirmAppointmentRoute } from './features/appointments/confirm-appointment.route.ts';
import { getAppointmentRoute } from './features/appointments/get-appointment.route.ts';
import { holdSlotRoute } from './features/appointments/hold-slot.route.ts';
import { listRemindersRoute } from './features/appointments/list-reminders.route.ts';
import { listAppointmentsRoute } from './features/appointments/list-appointments.route.ts';
import { markAppointmentNoShowRoute } from './features/appointments/mark-no-show.route.ts';
import { releaseHoldRoute } from './features/appointments/release-hold.route.ts';
import { rescheduleAppointmentRoute } from './features/appointments/reschedule-appointment.route.ts';
import { withdrawAccessRoute } from './features/appointments/withdraw-access.route.ts';
import { listAuditRoute } from './features/audit/list-audit.route.ts';
import { changeAvailabilityRuleRoute } from './features/availability/change-availability-rule.route.ts';
import { createAvailabilityRuleRoute } from './features/availability/create-availability-rule.route.ts';
import { createHolidayRoute } from './features/availability/create-holiday.route.ts';
import { deleteAvailabilityRuleRoute } from './features/availability/delete-availability-rule.route.ts';
import { deleteHolidayRoute } from './features/availability/delete-holiday.route.ts';
import { findAvailabilityRoute } from './features/availability/find-availability.route.ts';
import { listAvailabilityRulesRoute } from './features/availability/list-availability-rules.route.ts';
import { listHolidaysRoute } from './features/availability/list-holidays.route.ts';
import { listConflictsRoute } from './features/conflicts/list-conflicts.route.ts';
import { resolveConflictRoute } from './features/conflicts/resolve-conflict.route.ts';
import { createPairingCodeRoute } from './features/devices/create-pairing-code.route.ts';
import { listCheckInRefusalsRoute } from './features/devices/list-check-in-refusals.route.ts';
import { listDevicesRoute } from './features/devices/list-devices.route.ts';
import { pairRoute } from './features/devices/pair.route.ts';
import { renameDeviceRoute } from './features/devices/rename-device.route.ts';
import { replaceDeviceRoute } from './features/devices/replace-device.route.ts';
import { revokeDeviceRoute } from './features/devices/revoke-device.route.ts';
import { changeDoctorRoute } from './features/doctors/change-doctor.route.ts';
import { createDoctorRoute } from './features/doctors/create-doctor.route.ts';
import { listDoctorsRoute } from './features/doctors/list-doctors.route.ts';
import { changeLocationRoute } from './features/locations/change-location.route.ts';
import { createLocationRoute } from './features/locations/create-location.route.ts';
import { listLocationsRoute } from './features/locations/list-locations.route.ts';
import { changePatientRoute } from './features/patients/change-patient.route.ts';
import { createPatientRoute } from './features/patients/create-patient.route.ts';
import { listPairsRoute } from './features/duplicates/list-pairs.route.ts';
import { resolvePairRoute } from './features/duplicates/resolve-pair.route.ts';
import { getPatientRoute } from './features/patients/get-patient.route.ts';
import { mergePatientRoute } from './features/patients/merge-patient.route.ts';
import { patientDuplicatesRoute } from './features/patients/patient-duplicates.route.ts';
import { patientHistoryRoute } from './features/patients/patient-history.route.ts';
import { searchPatientsRoute } from './features/patients/search-patients.route.ts';
import { unmergePatientRoute } from './features/patients/unmerge-patient.route.ts';
import { offlineSyncRoute } from './features/offline-sync/offline-sync.route.ts';
import { listPaymentsRoute } from './features/payments/list-payments.route.ts';
import { takePaymentRoute } from './features/payments/take-payment.route.ts';
import { voidPaymentRoute } from './features/payments/void-payment.route.ts';
import { callNextRoute } from './features/queue/call-next.route.ts';
import { currentQueueRoute } from './features/queue/current-queue.route.ts';
import { joinQueueRoute } from './features/queue/join-queue.route.ts';
import { recoverTicketRoute } from './features/queue/recover-ticket.route.ts';
import { previewSettingsRoute } from './features/queue/preview-settings.route.ts';
import { prioritizeEntryRoute } from './features/queue/prioritize-entry.route.ts';
import { queueEventRoute } from './features/queue/queue-event.route.ts';
import { queueHistoryRoute } from './features/queue/queue-history.route.ts';
import { recallRoute } from './features/queue/recall.route.ts';
import { readPrintRequestRoute } from './features/queue/read-print-request.route.ts';
import { reprintTicketRoute } from './features/queue/reprint-ticket.route.ts';
import { undoMoveRoute } from './features/queue/undo-move.route.ts';
import { updateStatusRoute } from './features/queue/update-status.route.ts';
import { changeServiceRoute } from './features/services/change-service.route.ts';
import { createServiceRoute } from './features/services/create-service.route.ts';
import { listServicesRoute } from './features/services/list-services.route.ts';
import { changeKioskPinRoute } from './features/settings/change-kiosk-pin.route.ts';
import { changeSettingRoutes } from './features/settings/change-setting.route.ts';
import { getKioskPinRoute } from './features/settings/get-kiosk-pin.route.ts';
import { listSettingsRoute } from './features/settings/list-settings.route.ts';
import { changeStationRoute } from './features/stations/change-station.route.ts';
import { createStationRoute } from './features/stations/create-station.route.ts';
import { listStationsRoute } from './features/stations/list-stations.route.ts';
import { helloRoute } from './features/sync/hello.route.ts';
import { pullRoute } from './features/sync/pull.route.ts';
import { pushRoute } from './features/sync/push.route.ts';
import { renewRoute } from './features/sync/renew.route.ts';
import { snapshotRoute } from './features/sync/snapshot.route.ts';
import { prepareLogoRoute } from './features/tickets/prepare-logo.route.ts';
import { previewTicketRoute } from './features/tickets/preview-ticket.route.ts';
import { changePasswordRoute } from './features/users/change-password.route.ts';
import { changeUserRoute } from './features/users/change-user.route.ts';
import { createUserLinkRoute } from './features/users/create-user-link.route.ts';
import { createUserRoute } from './features/users/create-user.route.ts';
import { inspectLinkRoute } from './features/users/inspect-link.route.ts';
import { listUsersRoute } from './features/users/list-users.route.ts';
import { redeemLinkRoute } from './features/users/redeem-link.route.ts';
import { refreshRoute } from './features/users/refresh.route.ts';
import { setUpHubRoute } from './features/users/set-up-hub.route.ts';
import { signInMethodsRoute } from './features/users/sign-in-methods.route.ts';
import { signInRoute } from './features/users/sign-in.route.ts';
import { signOutRoute } from './features/users/sign-out.route.ts';
import type { Route } from './http/route.ts';

/** Every operation of the API. */
export const ROUTES: readonly Route[] = [
  signInRoute,
  refreshRoute,
  signOutRoute,
  signInMethodsRoute,
  setUpHubRoute,
  inspectLinkRoute,
  redeemLinkRoute,
  changePasswordRoute,
  listUsersRoute,
  createUserRoute,
  changeUserRoute,
  createUserLinkRoute,
  listLocationsRoute,
  createLocationRoute,
  changeLocationRoute,
  listServicesRoute,
  createServiceRoute,
  changeServiceRoute,
  createPairingCodeRoute,
  listDevicesRoute,
  listCheckInRefusalsRoute,
  pairRoute,
  renameDeviceRoute,
  revokeDeviceRoute,
  replaceDeviceRoute,
  listStationsRoute,
  createStationRoute,
  changeStationRoute,
  listDoctorsRoute,
  createDoctorRoute,
  changeDoctorRoute,
  listSettingsRoute,
  getKioskPinRoute,
  changeKioskPinRoute,
  ...changeSettingRoutes,
  previewTicketRoute,
  prepareLogoRoute,
  listAuditRoute,
  listConflictsRoute,
  resolveConflictRoute,
  helloRoute,
  pushRoute,
  pullRoute,
  snapshotRoute,
  renewRoute,
  currentQueueRoute,
  callNextRoute,
  queueEventRoute,
  updateStatusRoute,
  recallRoute,
  reprintTicketRoute,
  readPrintRequestRoute,
  joinQueueRoute,
  recoverTicketRoute,
  prioritizeEntryRoute,
  previewSettingsRoute,
  undoMoveRoute,
  queueHistoryRoute,
  listPaymentsRoute,
  takePaymentRoute,
  voidPaymentRoute,
  // Before the routes with an id in the same place.
  findAvailabilityRoute,
  bookAppointmentRoute,
  holdSlotRoute,
  releaseHoldRoute,
  listAppointmentsRoute,
  getAppointmentRoute,
  listRemindersRoute,
  offlineSyncRoute,
  withdrawAccessRoute,
  rescheduleAppointmentRoute,
  confirmAppointmentRoute,
  cancelAppointmentRoute,
  checkInAppointmentRoute,
  completeAppointmentRoute,
  markAppointmentNoShowRoute,
  listAvailabilityRulesRoute,
  createAvailabilityRuleRoute,
  changeAvailabilityRuleRoute,
  deleteAvailabilityRuleRoute,
  listHolidaysRoute,
  createHolidayRoute,
  deleteHolidayRoute,
  searchPatientsRoute,
  createPatientRoute,
  getPatientRoute,
  changePatientRoute,
  patientHistoryRoute,
  patientDuplicatesRoute,
  listPairsRoute,
  resolvePairRoute,
  mergePatientRoute,
  unmergePatientRoute,
];
