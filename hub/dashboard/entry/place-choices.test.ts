import { describe, expect, it } from 'vitest';
import { countrySchema, currencySchema, timeZoneSchema } from '#shared/protocol/api/locations.ts';
import { countryChoices, currencyOf, ownCountry, ownTimeZone, timeZoneChoices } from './place-choices.ts';

describe('the choices of a place', () => {
  it('hold only time zones that the hub takes, the machine’s own among them', () => {
    const zones = timeZoneChoices('ar');
    expect(zones.length).toBeGreaterThan(400);
    expect(zones.filter(({ id }) => !timeZoneSchema.safeParse(id).success)).toEqual([]);
    expect(zones.some(({ id }) => id === ownTimeZone())).toBe(true);
    expect(zones.find(({ id }) => id === 'America/New_York')?.name).toBe('America/New York');
  });

  it('call a zone by the name of today, once', () => {
    const ids = timeZoneChoices('en').map(({ id }) => id);
    expect(ids).toContain('Asia/Kolkata');
    expect(ids).not.toContain('Asia/Calcutta');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('find a zone by what people call it', () => {
    const berlin = timeZoneChoices('de').find(({ id }) => id === 'Europe/Berlin');
    expect(berlin?.alsoKnownAs).toMatch(/Mitteleuropäische/u);
  });

  it('hold only countries and currencies that the hub takes, each named', () => {
    const countries = countryChoices('de');
    expect(countries.length).toBeGreaterThan(240);
    expect(countries.filter(({ id }) => !countrySchema.safeParse(id).success)).toEqual([]);
    expect(countries.filter(({ id }) => !currencySchema.safeParse(currencyOf(id)).success)).toEqual([]);
    expect(countries.find(({ id }) => id === 'AT')?.name).toBe('Österreich');
    expect(currencyOf('IN')).toBe('INR');
  });

  it.each([
    [['de-CH', 'fr'], 'CH'],
    [['en', 'pt-br'], 'BR'],
    [['zh-Hant-TW'], 'TW'],
    [['es-419', 'de'], null],
    [[], null],
  ])('take the country of %j for %s', (languages, country) => {
    expect(ownCountry(languages)).toBe(country);
  });
});
