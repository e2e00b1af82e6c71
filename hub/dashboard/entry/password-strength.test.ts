import { describe, expect, it } from 'vitest';
import { newPasswordSchema } from '#shared/protocol/api/accounts.ts';
import { passwordStrength, SHORTEST_PASSWORD } from './password-strength.ts';

const KNOWN = ['amina.haddad@riverside.example', 'Amina Haddad', 'Riverside Clinic'];

describe('the strength of a password', () => {
  it('has the length that the hub requires', () => {
    expect(SHORTEST_PASSWORD).toBe(10);
    const [shorter, enough] = ['x'.repeat(SHORTEST_PASSWORD - 1), 'x'.repeat(SHORTEST_PASSWORD)];
    expect([shorter, enough].map((password) => newPasswordSchema.safeParse(password).success)).toEqual([false, true]);
  });

  it.each([
    ['', 'tooShort'],
    ['k7#Qz!p2x', 'tooShort'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['abcabcabcabcabc', 'weak'],
    ['1234567890', 'weak'],
    ['qwertyuiop1', 'weak'],
    ['password1234', 'weak'],
    ['RiversideHaddad1', 'weak'],
    ['k7#Qz!p2xM', 'fair'],
    ['lamp river 7', 'fair'],
    ['green lamp over seven chairs', 'strong'],
    ['سبعة كراسي خضراء قرب النافذة', 'strong'],
  ])('of %j is %s', (password, strength) => {
    expect(passwordStrength(password, KNOWN)).toBe(strength);
  });
});
