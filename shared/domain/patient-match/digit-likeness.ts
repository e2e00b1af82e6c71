export type DateLikeness = 'same' | 'day_month_swapped' | 'one_slip' | 'different' | 'unknown';
export type PhoneLikeness = 'same' | 'one_slip' | 'different' | 'unknown';

/** Two birth dates, `YYYY-MM-DD`, or null where none is known. */
export function birthDateLikeness(a: string | null, b: string | null): DateLikeness {
  if (a === null || b === null) return 'unknown';
  if (a === b) return 'same';
  const [year, month, day] = a.split('-');
  if (`${year}-${day}-${month}` === b) return 'day_month_swapped';
  return isOneSlip(a.replaceAll('-', ''), b.replaceAll('-', '')) ? 'one_slip' : 'different';
}

/** Two phones in E.164, or null where none is known. */
export function phoneLikeness(a: string | null, b: string | null): PhoneLikeness {
  if (a === null || b === null) return 'unknown';
  if (a === b) return 'same';
  return isOneSlip(a, b) ? 'one_slip' : 'different';
}

/** One digit wrong, or two neighbours changed places: what fingers do to numbers of the same length. */
function isOneSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const wrong = Array.from(a, (digit, i) => (digit === b[i] ? -1 : i)).filter((i) => i >= 0);
  const [first, second] = wrong;
  if (first === undefined) return false;
  if (second === undefined) return true;
  return wrong.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}
