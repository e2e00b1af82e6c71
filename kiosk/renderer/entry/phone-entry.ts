/** As a person types it: digits, an optional leading plus, and spacing. The hub brings it to the country's form. */
export function isPhone(text: string): boolean {
  return /^\+?\d{5,15}$/u.test(text.replace(/[\s().\-/\u00A0]/gu, ''));
}

/** Keeps what belongs in a phone number. */
export function keepPhone(text: string): string {
  return text.replace(/[^\d+\s().\-/]/gu, '').slice(0, 24);
}
