/**
 * Every error a caller can be given: its HTTP status and what it means, in English for programmers and logs. People
 * read the text `error.<code>` in their own language. A code that is not here is a defect and is sent as `internal`.
 */
export const ERROR_TABLE: Readonly<Record<string, readonly [status: number, message: string]>> = {
  internal: [500, 'Something went wrong at the hub. The request id finds it in the log.'],

  'request.invalid': [400, 'The request does not fit the contract; the details name each field.'],
  'request.malformed_json': [400, 'The body is not valid JSON.'],
  'request.not_json': [415, 'The body must be sent as application/json.'],
  'request.too_large': [413, 'The body is larger than this operation takes.'],
  'request.no_such_route': [404, 'There is no such operation.'],
  'request.cross_origin': [403, 'This operation is only for pages of this hub.'],

  'auth.required': [401, 'Sign in first.'],
  'auth.expired': [401, 'The access token is no longer good: refresh the session.'],
  'auth.wrong_credentials': [401, 'The e-mail or the password is wrong.'],
  'auth.access_withdrawn': [401, 'This access was withdrawn: ask the clinic for a new link.'],
  'auth.session_ended': [401, 'The session has ended: sign in again.'],
  'auth.unknown_device': [401, 'The device is not paired with this hub, or was revoked.'],
  'auth.forbidden': [403, 'Your role may not do this.'],
  'auth.too_many_attempts': [429, 'Too many attempts: wait for the time given in the details.'],
  'request.too_many': [429, 'Too many requests: wait for the time given in the details.'],
  'auth.sso_off': [404, 'This hub has no single sign-on.'],
  'auth.sso_failed': [400, 'Signing in at the identity provider did not work: try again.'],
  'auth.sso_unknown': [403, 'No active account here has the e-mail address that the identity provider gave.'],
  'auth.wrong_password': [400, 'The present password is wrong.'],

  'link.not_valid': [400, 'The link is wrong, used or expired: ask for a new one.'],
  'setup.done': [409, 'This hub is set up already: sign in.'],
  'user.not_found': [404, 'Your location has nobody of that id.'],
  'user.email_taken': [409, 'Another account has that e-mail address.'],
  'user.email_needed': [409, 'The account has no e-mail address to sign in with: give it one first.'],
  'user.closed': [409, 'The account is closed: open it again first.'],
  'user.last_admin': [409, 'Nobody else could administer the location: make another administrator first.'],
  'user.service_needed': [400, 'A doctor belongs to a service: give its service_id.'],
  'device.not_found': [404, 'Your location has no device of that id.'],
  'device.is_revoked': [409, 'The device is shut out already.'],
  'setting.changed_meanwhile': [
    409,
    'Somebody changed the setting meanwhile: read it again; the details hold the present rev.',
  ],
  'ticket.logo_not_a_picture': [400, 'The logo is none of the pictures that are taken: PNG, JPEG or WebP.'],
  'ticket.logo_is_drawing': [400, 'The logo is a drawing (SVG), which is not taken: save it as a PNG picture.'],
  'ticket.logo_too_large': [400, 'The logo has too many pixels: make it smaller than 4000 by 4000.'],
  'ticket.logo_unreadable': [400, 'The logo cannot be read: the file is damaged.'],
  'ticket.logo_blank': [400, 'The logo has nothing dark in it: on paper it could not be seen.'],
  'conflict.not_found': [404, 'Your location has no conflict of that id.'],
  'conflict.resolved_already': [409, 'The conflict was settled already.'],
  'conflict.option_not_possible': [
    409,
    'This conflict cannot be settled in that way; the details name those that fit.',
  ],

  'pairing.code_not_valid': [400, 'The code is wrong, used or expired: ask for a new one.'],
  'pairing.wrong_kind': [409, 'The code was made for another kind of device.'],

  'database.busy': [503, 'The hub is too busy at the moment: try again.'],
  'database.unavailable': [503, 'The hub cannot reach its database at the moment: try again.'],
  'hub.stopping': [503, 'The hub is stopping: try again in a moment.'],

  'token.malformed': [400, 'That is not a token.'],
  'token.lanes_exhausted': [409, 'The location has given out every lane it has.'],

  'queue.illegal_move': [409, 'The entry cannot make this move from its present status.'],
  'queue.not_found': [404, 'Your location has no queue entry of that id.'],
  'queue.already_waiting': [409, 'The patient stands in that queue already; the details name the entry.'],
  'queue.nothing_to_undo': [409, 'The last move of the entry is none that can be taken back.'],
  'queue.undo_too_late': [409, 'The last move is too long ago to be taken back; the details say how long one may.'],
  'print.choose_device': [409, 'Several kiosks could print this ticket: give the device_id of one.'],
  'print_request.not_found': [404, 'Your location has asked for no copy of that id.'],
  'print.no_kiosk': [409, 'No kiosk of this location could print it: pair one first.'],
  'ticket.not_genuine': [400, 'The text is no QR code of a ticket of this location, or not the whole of one.'],
  'ticket.of_another_day': [409, 'The ticket is not of the present service day.'],
  'ticket.token_taken': [409, 'Another visit has the token of the ticket.'],
  'queue.station_needed': [400, 'Several stations could be meant: give the station_id to call to.'],

  'location.not_found': [404, 'There is no location of that id, or it is not yours.'],
  'station.not_found': [404, 'Your location has no station of that id in use.'],
  'service.not_found': [404, 'Your location has no service of that id in use.'],
  'doctor.not_found': [404, 'Your location has no doctor of that id who works now.'],
  'doctor.not_of_service': [409, 'The doctor does not work in that service.'],

  'sync.protocol_unsupported': [
    426,
    'Device and hub have no protocol version in common: update the one the details name.',
  ],
  'sync.unknown_incarnation': [409, 'The hub does not know this life of the device: pair it again.'],
  'sync.hash_mismatch': [422, 'The entry does not match its own hash: it was damaged on the device or on the way.'],
  'sync.stream_forbidden': [403, 'A display reads only the queue stream.'],

  'request.idempotency_key_invalid': [400, 'An Idempotency-Key is 8 to 200 visible ASCII characters.'],
  'request.idempotency_key_reused': [409, 'This Idempotency-Key was used for another request: make a new one.'],

  'token.bad_lane_index': [500, 'A lane was asked for that cannot exist.'],

  'sync.unknown_service': [422, 'The hub has no service of that uid at this location.'],
  'sync.unknown_doctor': [422, 'The hub has no doctor of that uid at this location.'],
  'sync.unknown_station': [422, 'The hub has no station of that uid at this location.'],
  'sync.unknown_patient': [422, 'The hub has no patient of that uid at this location.'],
  'sync.unknown_entry': [422, 'The hub has no queue entry of that uid at this location.'],
  'sync.unknown_appointment': [422, 'The hub has no appointment of that id or uid at this location.'],
  'sync.bad_payload': [422, 'What was recorded cannot be read; the issues name the fields that are wrong.'],
  'sync.not_supported': [422, 'This cannot be done over sync: ask the clinic.'],
  'sync.visit_exists': [409, 'The hub has another visit under that uid already.'],
  'patient.of_another_location': [409, 'A patient of another location has that uid.'],

  'patient.not_found': [404, 'Your location has no patient of that id.'],
  'patient.stale': [409, 'Someone changed the patient meanwhile: read them again; the details hold the present rev.'],
  'patient.merged': [409, 'This record was joined to another, which the details name: work with that one.'],
  'patient.not_merged': [409, 'This record is not joined to another.'],
  'duplicate.not_found': [404, 'Your location has no pair of records of that id.'],
  'duplicate.resolved_already': [409, 'Somebody has said already what the two records are.'],
  'patient.merge_with_itself': [400, 'A record cannot be joined to itself.'],

  'appointment.not_found': [404, 'Your location has no appointment of that id.'],
  'appointment.illegal_move': [409, 'The appointment cannot make this move from its present status.'],
  'appointment.slot_taken': [409, 'Someone else has that slot; the details name others.'],
  'appointment.checked_in': [
    409,
    'The patient has checked in for this appointment already; the details hold the token.',
  ],
  'appointment.not_today': [
    409,
    'The appointment is not for today: move it to today, or check the patient in as a walk-in.',
  ],
  'appointment.no_service': [409, 'The doctor belongs to no service whose queue the patient could wait in.'],
  'appointment.hold_expired': [409, 'The slot is no longer kept: choose it again.'],
  'appointment.hold_mismatch': [409, 'The slot is kept for another booking.'],

  'appointment.outside_booking_window': [
    409,
    'Patients cannot book this time by themselves: the details hold the earliest time and the last date.',
  ],
  'appointment.change_too_late': [
    409,
    'Patients can no longer move or cancel this appointment by themselves: the details hold until when they could.',
  ],
  'appointment.length_not_offered': [409, 'This length is not offered; the details hold those that are.'],
  'payment.method_not_offered': [409, 'The clinic does not offer this way to pay; the details hold those it does.'],

  'payment.not_found': [404, 'Your location has no payment of that id.'],
  'payment.taken_already': [409, 'The payment was taken already; the details say how and when.'],
  'payment.not_taken': [409, 'The desk has taken nothing for this payment, or it was taken back already.'],

  'availability.not_found': [404, 'Your location has no availability of that id.'],
  'availability.invalid': [400, 'The hours contradict themselves; the details say how.'],
  'availability.reason_required': [400, 'An exception needs a reason.'],
  'availability.bad_recurrence': [400, 'The recurrence pattern cannot be read.'],
  'holiday.not_found': [404, 'Your location has no holiday of that id.'],

  // Defects: a caller can do nothing about them.
  'feed.nothing_to_append': [500, 'Something went wrong at the hub. The request id finds it in the log.'],
  'feed.no_such_stream': [500, 'Something went wrong at the hub. The request id finds it in the log.'],
  'estimator.unknown_snapshot': [500, 'Something went wrong at the hub. The request id finds it in the log.'],
};
