import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { setUpHub } from '#shared/protocol/api/accounts.ts';
import { faultsOf, standingFaults, toSetupBody, type SetupValues } from './setup-values.ts';

const t = ((key: string) => key) as unknown as TFunction;
const EMPTY: SetupValues = {
  clinicName: ' ',
  timeZone: null,
  country: null,
  language: 'en',
  name: '',
  email: 'amina@clinic',
  password: '123456789',
};
const WHOLE: SetupValues = {
  clinicName: ' Riverside Clinic ',
  timeZone: 'Asia/Kolkata',
  country: 'IN',
  language: 'hi',
  name: 'Amina Haddad',
  email: ' amina@clinic.example ',
  password: 'green lamp over seven chairs',
};

describe('the form of the first start', () => {
  it('says of every field what is missing', () => {
    expect(Object.keys(faultsOf(EMPTY, t)).toSorted()).toEqual(
      ['clinicName', 'country', 'email', 'name', 'password', 'timeZone'].toSorted(),
    );
  });

  it('stops complaining of a field once it is changed', () => {
    const faults = { ...faultsOf(EMPTY, t), form: 'refused' };
    const shown = standingFaults(faults, EMPTY, { ...EMPTY, name: 'A', password: 'x' });
    expect(Object.keys(shown).toSorted()).toEqual(['clinicName', 'country', 'email', 'form', 'timeZone']);
  });

  it('sends what the hub takes, with the currency of the country', () => {
    expect(faultsOf(WHOLE, t)).toEqual({});
    const body = toSetupBody('token', WHOLE);
    expect(setUpHub.body.parse(body)).toMatchObject({
      location: { name: { text: 'Riverside Clinic' }, currency: 'INR', language: 'hi', cutover_hour: 4 },
      admin: { email: 'amina@clinic.example' },
    });
  });
});
