export type MoneyMinor = { amountMinor: number; currency: string };

/**
 * An amount in the currency's smallest unit (2500 cents, 2500 yen) as people write it in a locale, with the currency's
 * short sign: a clinic has one currency, and `UK£` in a line that runs from right to left comes out as `£UK`.
 */
export function moneyText({ amountMinor, currency }: MoneyMinor, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format
    .formatToParts(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
    .map(({ type, value }) => (type === 'currency' ? value.replace(/^[A-Z]+(?=\p{Sc}$)/u, '') : value))
    .join('');
}
