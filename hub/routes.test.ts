import { expect, test } from 'vitest';
import type { Access } from './http/actor.ts';
import { ROUTES } from './routes.ts';

/** Who may call what. A line here is changed on purpose or not at all. */
const ACCESS: Record<string, string> = {
  'POST /api/auth/sign-in': 'public',
  'POST /api/auth/refresh': 'public',
  'POST /api/auth/sign-out': 'public',
  'POST /api/devices/pairing-codes': 'admin, manager',
  'GET /api/devices': 'admin, front_desk, manager',
  'POST /api/devices/pair': 'public',
  'GET /api/stations': 'admin, doctor, front_desk, manager',
  'POST /api/sync/hello': 'display, kiosk',
  'POST /api/sync/push': 'kiosk',
  'GET /api/sync/pull': 'display, kiosk',
  'GET /api/queue/current': 'admin, doctor, front_desk, manager',
  'POST /api/queue/call-next': 'admin, doctor, front_desk, manager',
  'POST /api/queue/:id/events': 'admin, doctor, front_desk, manager',
  'PUT /api/queue/:id/status': 'admin, doctor, front_desk, manager',
  'POST /api/queue/:id/recall': 'admin, doctor, front_desk, manager',
  'GET /api/appointments/availability': 'public',
  'POST /api/appointments/book': 'admin, doctor, front_desk, manager, anyone',
  'POST /api/appointments/holds': 'admin, doctor, front_desk, manager, anyone',
  'DELETE /api/appointments/holds/:uid': 'admin, doctor, front_desk, manager, anyone',
  'GET /api/appointments': 'admin, doctor, front_desk, manager',
  'GET /api/appointments/:id': 'admin, doctor, front_desk, manager, patient',
  'POST /api/appointments/:id/reschedule': 'admin, doctor, front_desk, manager, patient',
  'POST /api/appointments/:id/confirm': 'admin, doctor, front_desk, manager',
  'POST /api/appointments/:id/cancel': 'admin, doctor, front_desk, manager, patient',
  'POST /api/appointments/:id/check-in': 'admin, doctor, front_desk, manager',
  'POST /api/appointments/:id/complete': 'admin, doctor, front_desk, manager',
  'POST /api/appointments/:id/no-show': 'admin, doctor, front_desk, manager',
  'GET /api/availability': 'admin, doctor, front_desk, manager',
  'POST /api/availability': 'admin, front_desk, manager',
  'PUT /api/availability/:id': 'admin, front_desk, manager',
  'DELETE /api/availability/:id': 'admin, front_desk, manager',
  'GET /api/holidays': 'admin, doctor, front_desk, manager',
  'POST /api/holidays': 'admin, manager',
  'DELETE /api/holidays/:id': 'admin, manager',
  'GET /api/patients': 'admin, doctor, front_desk, manager',
  'POST /api/patients': 'admin, doctor, front_desk, manager',
  'GET /api/patients/:id': 'admin, doctor, front_desk, manager',
  'PATCH /api/patients/:id': 'admin, doctor, front_desk, manager',
  'GET /api/patients/:id/history': 'admin, doctor, front_desk, manager',
  'GET /api/patients/:id/duplicates': 'admin, doctor, front_desk, manager',
  'POST /api/patients/:id/merge': 'admin, front_desk, manager',
  'POST /api/patients/:id/unmerge': 'admin, front_desk, manager',
};

const who = (access: Access) => {
  if (access === 'public') return access;
  return [...access.roles.toSorted(), ...(access.orAnyone ? ['anyone'] : [])].join(', ');
};

test('the access table holds', () => {
  const table = Object.fromEntries(
    ROUTES.map(({ contract, access }) => [`${contract.method} ${contract.path}`, who(access)]),
  );
  expect(table).toEqual(ACCESS);
});

test('what is open to everyone is exactly signing in, pairing and booking on line', () => {
  const isOpen = (access: Access) => access === 'public' || access.orAnyone === true;
  const open = ROUTES.filter((route) => isOpen(route.access)).map((route) => route.contract.id);
  expect(open.toSorted()).toEqual([
    'appointments.availability',
    'appointments.book',
    'appointments.hold',
    'appointments.releaseHold',
    'auth.refresh',
    'auth.signIn',
    'auth.signOut',
    'devices.pair',
  ]);
});

test('no two operations share an address or a name', () => {
  const addresses = ROUTES.map(({ contract }) => `${contract.method} ${contract.path}`);
  expect(new Set(addresses).size).toBe(ROUTES.length);
  expect(new Set(ROUTES.map(({ contract }) => contract.id)).size).toBe(ROUTES.length);
});

test('parameters, query and body of an operation never share a field name', () => {
  const clashes = ROUTES.flatMap(({ contract }) => {
    const parts = [contract.params, contract.query, contract.body].map((part) =>
      part && 'shape' in part ? Object.keys(part.shape as object) : [],
    );
    const names = parts.flat();
    return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${contract.id}: ${name}`);
  });
  expect(clashes).toEqual([]);
});
