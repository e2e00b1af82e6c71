import currencyByCountry from 'country-to-currency';
import type { ComboChoice } from '#dashboard/controls/combo-field.tsx';

/** Names that the IANA database has changed and browsers go on giving: people look for the city by its name of today. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Every IANA zone the browser knows and the machine's own, by name; also found by the zone's name in `language`. */
export function timeZoneChoices(language: string): ComboChoice[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone').map(nameOfToday), ownTimeZone()]);
  return [...zones].toSorted().map((id) => ({
    id,
    name: id.replaceAll('_', ' '),
    aside: zonePart('en', id, 'shortOffset').replace('GMT', 'UTC'),
    alsoKnownAs: zonePart(language, id, 'longGeneric'),
  }));
}

export function ownTimeZone(): string {
  return nameOfToday(new Intl.DateTimeFormat().resolvedOptions().timeZone);
}

function nameOfToday(zone: string): string {
  return RENAMED[zone] ?? zone;
}

/** Every country that has a currency, in the order of `language`. */
export function countryChoices(language: string): ComboChoice[] {
  const [names, english] = [language, 'en'].map((l) => new Intl.DisplayNames([l], { type: 'region' }));
  const inOrder = new Intl.Collator(language);
  return Object.keys(currencyByCountry)
    .filter(isCurrent)
    .map((id) => ({ id, name: names?.of(id) ?? id, alsoKnownAs: `${english?.of(id) ?? ''} ${id}` }))
    .toSorted((a, b) => inOrder.compare(a.name, b.name));
}

/** A country that is no more stands for the one that followed it, and would be listed twice. */
function isCurrent(country: string): boolean {
  return new Intl.Locale(`und-${country}`).region === country;
}

/** The country that the browser's languages name, as `de-CH` does and `de` does not; null when none does. */
export function ownCountry(languages: readonly string[]): string | null {
  const regions = languages.map((tag) => /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/iu.exec(tag)?.[1]?.toUpperCase());
  return regions.find((region) => region !== undefined && region in currencyByCountry) ?? null;
}

/** ISO 4217, of a country that `countryChoices` gave. */
export function currencyOf(country: string): string {
  return (currencyByCountry as Readonly<Record<string, string>>)[country] ?? 'USD';
}

function zonePart(language: string, timeZone: string, timeZoneName: 'shortOffset' | 'longGeneric'): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName }).formatToParts();
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}
