import type { KioskDraft } from './kiosk-draft.ts';

type Fees = KioskDraft['fees'];

/** An amount in the currency's smallest unit as people write it: 2550 cents are 25.5, 2500 yen are 2500. */
export function majorOf(amountMinor: number, currency: string): number {
  return amountMinor / 10 ** digitsOf(currency);
}

export function minorOf(amount: number, currency: string): number {
  return Math.round(amount * 10 ** digitsOf(currency));
}

/** Nothing to pay is no fee at all. */
export function feesWith(fees: Fees, serviceUid: string, amountMinor: number, currency: string): Fees {
  const others = fees.filter((fee) => fee.serviceUid !== serviceUid);
  return amountMinor === 0 ? others : [...others, { serviceUid, amountMinor, currency }];
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
