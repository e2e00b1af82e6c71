/** Letters and digits of tokens, phones and dates, each a clip of its own. */
export const SPOKEN_SIGNS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');

/** Only staff read these; they have no clips. */
const FOR_STAFF =
  /^(?:staff|staffMark|printer|pairing|error\.(?:staff|printer|print|device\.hub|device\.pair|pairing|token))\b/u;

/** Stand where no one is being read to. */
const NEVER_FOCUSED = /^(?:outOfService|unreachable|paper|print\.printing|help\.language)\b/u;

/** Whether a text is for patients and always the same, so that it can be spoken from a recording. */
export function hasClip(key: string, text: string): boolean {
  return !FOR_STAFF.test(key) && !NEVER_FOCUSED.test(key) && !text.includes('{{');
}

/** Where a clip lies, below the page. */
export function clipPath(language: string, name: string): string {
  return `speech/${language}/${name}.opus`;
}
