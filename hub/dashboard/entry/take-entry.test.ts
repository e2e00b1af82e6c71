import { describe, expect, it } from 'vitest';
import { takeEntry } from './take-entry.ts';

function take(address: string) {
  const { pathname, search, hash } = new URL(address, 'http://hub.example');
  const shown: unknown[] = [];
  const entry = takeEntry({ pathname, search, hash }, { replaceState: (_data, _unused, url) => void shown.push(url) });
  return { entry, shown };
}

describe('the address of the first page', () => {
  it.each(['setup', 'welcome'] as const)('gives the token of /%s away to nobody else', (page) => {
    const { entry, shown } = take(`/${page}?token=abc-_1`);
    expect(entry).toEqual({ link: { page, token: 'abc-_1' }, ssoError: null });
    expect(shown).toEqual([`/${page}`]);
  });

  it('knows a link that was cut short', () => {
    expect(take('/welcome')).toEqual({ entry: { link: { page: 'welcome', token: '' }, ssoError: null }, shown: [] });
  });

  it('hands an error of single sign-on over once', () => {
    const { entry, shown } = take('/?sso_error=auth.sso_unknown#/devices');
    expect(entry).toEqual({ link: null, ssoError: 'auth.sso_unknown' });
    expect(shown).toEqual(['/#/devices']);
  });

  it('does not take a token that stands elsewhere for a link, and hides it all the same', () => {
    expect(take('/?token=abc&x=1')).toEqual({ entry: { link: null, ssoError: null }, shown: ['/?x=1'] });
  });

  it('leaves an ordinary address alone', () => {
    expect(take('/?x=1#/devices')).toEqual({ entry: { link: null, ssoError: null }, shown: [] });
  });
});
