import { describe, expect, it } from 'vitest';
import { hubAddress } from './hub-address.ts';

describe('the address of the hub', () => {
  it.each([
    ['192.168.1.10:8080', 'http://192.168.1.10:8080'],
    [' https://hub.example.org/anything ', 'https://hub.example.org'],
    ['hub', 'http://hub'],
  ])('reads %s as %s', (typed, origin) => {
    expect(hubAddress(typed)).toBe(origin);
  });

  it.each(['', '   ', 'http://', 'http://user:secret@hub', 'not an address'])('refuses "%s"', (typed) => {
    expect(hubAddress(typed)).toBeNull();
  });
});
