import { newPasswordSchema } from '#shared/protocol/api/accounts.ts';

/** In characters, as the hub requires. */
export const SHORTEST_PASSWORD = newPasswordSchema.minLength ?? 1;
const LONG = 16;
const FEW_DIFFERENT = 6;
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'password', 'passwort'];

export type PasswordStrength = 'tooShort' | 'weak' | 'fair' | 'strong';

/**
 * A hint, not a judge: only `tooShort` is refused. Length counts most; repetition, keyboard rows and what everybody
 * knows about the person (`known`: their e-mail address, their name, the clinic) count for nothing.
 */
export function passwordStrength(password: string, known: readonly string[]): PasswordStrength {
  if (password.length < SHORTEST_PASSWORD) return 'tooShort';
  const rest = withoutRuns(withoutKnown(password.toLowerCase(), known));
  if (rest.length < SHORTEST_PASSWORD - 2 || new Set(rest).size < FEW_DIFFERENT) return 'weak';
  return rest.length < LONG ? 'fair' : 'strong';
}

function withoutKnown(password: string, known: readonly string[]): string {
  const words = known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), password);
}

/** Of four and more neighbours in an alphabet, on a keyboard row or in a common password, all but the first go. */
function withoutRuns(password: string): string {
  let rest = '';
  for (let at = 0; at < password.length;) {
    const run = runAt(password, at);
    rest += password[at] ?? '';
    at += run >= 4 ? run : 1;
  }
  return rest;
}

function runAt(password: string, at: number): number {
  let length = 1;
  const continues = (end: number) => SEQUENCES.some((sequence) => sequence.includes(password.slice(at, end)));
  while (at + length < password.length && continues(at + length + 1)) length += 1;
  return length;
}
