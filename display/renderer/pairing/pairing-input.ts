/** The address as the device wants it, with `http://` where it was left out; null when it is none. */
export function cleanHubUrl(typed: string): string | null {
  const text = typed.trim();
  // Browsers would make %20 of it.
  if (/\s/u.test(text)) return null;
  const full = /^[a-z]+:\/\//iu.test(text) ? text : `http://${text}`;
  const url = URL.parse(full);
  if (!url || !['http:', 'https:'].includes(url.protocol) || !url.hostname) return null;
  return url.origin;
}

/** Codes are read aloud and typed in groups: spaces, dashes and case do not matter. Null when it cannot be one. */
export function cleanCode(typed: string): string | null {
  const code = typed.replaceAll(/[\s-]/gu, '').toUpperCase();
  return /^[A-Z0-9]{6,16}$/u.test(code) ? code : null;
}
