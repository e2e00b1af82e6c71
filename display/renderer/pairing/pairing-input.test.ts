import { expect, it } from 'vitest';
import { cleanCode, cleanHubUrl } from './pairing-input.ts';

it.each([
  ['http://192.168.1.10:3000', 'http://192.168.1.10:3000'],
  ['  hub.clinic.local:3000/ ', 'http://hub.clinic.local:3000'],
  ['HTTPS://Hub.Example/devices?x', 'https://hub.example'],
  ['ftp://hub.example', null],
  ['http://', null],
  ['', null],
  ['two words', null],
])('reads the address %j as %j', (typed, address) => {
  expect(cleanHubUrl(typed)).toBe(address);
});

it.each([
  ['k7f-3mp 9q', 'K7F3MP9Q'],
  ['12345', null],
  ['12345678901234567', null],
  ['abc def!', null],
])('reads the code %j as %j', (typed, code) => {
  expect(cleanCode(typed)).toBe(code);
});
