import { expect, test } from 'vitest';
import { ACCESS_TABLE, type Caller } from './access-table.ts';
import type { Access } from './http/actor.ts';
import { ROUTES } from './routes.ts';

const who = (access: Access): Caller[] =>
  access === 'public' ? ['anyone'] : [...access.roles, ...(access.orAnyone ? ['anyone' as const] : [])];

test('the access table holds', () => {
  const table = Object.fromEntries(
    ROUTES.map(({ contract, access }) => [`${contract.method} ${contract.path}`, who(access).toSorted()]),
  );
  const written = Object.entries(ACCESS_TABLE).map(([operation, callers]) => [operation, callers.toSorted()]);
  expect(table).toEqual(Object.fromEntries(written));
});

test('what is open to everyone is exactly setting up, signing in, pairing and booking on line or off it', () => {
  const isOpen = (access: Access) => access === 'public' || access.orAnyone === true;
  const open = ROUTES.filter((route) => isOpen(route.access)).map((route) => route.contract.id);
  expect(open.toSorted()).toEqual([
    'appointments.availability',
    'appointments.book',
    'appointments.hold',
    'appointments.offlineSync',
    'appointments.releaseHold',
    'auth.inspectLink',
    'auth.methods',
    'auth.redeemLink',
    'auth.refresh',
    'auth.signIn',
    'auth.signOut',
    'devices.pair',
    'setup.run',
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
