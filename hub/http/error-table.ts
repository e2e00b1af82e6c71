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
  'auth.session_ended': [401, 'The session has ended: sign in again.'],
  'auth.unknown_device': [401, 'The device is not paired with this hub, or was revoked.'],
  'auth.forbidden': [403, 'Your role may not do this.'],
  'auth.too_many_attempts': [429, 'Too many attempts: wait for the time given in the details.'],

  'pairing.code_not_valid': [400, 'The code is wrong, used or expired: ask for a new one.'],
  'pairing.wrong_kind': [409, 'The code was made for another kind of device.'],

  'database.busy': [503, 'The hub is too busy at the moment: try again.'],
  'database.unavailable': [503, 'The hub cannot reach its database at the moment: try again.'],
  'hub.stopping': [503, 'The hub is stopping: try again in a moment.'],

  'token.malformed': [400, 'That is not a token.'],
  'token.lanes_exhausted': [409, 'The location has given out every lane it has.'],

  'queue.illegal_move': [409, 'The entry cannot make this move from its present status.'],
};
