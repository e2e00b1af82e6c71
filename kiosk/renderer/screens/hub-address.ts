/** A typed address of the hub as an origin, or null while it is not one. Without a scheme: plain in the clinic's network. */
export function hubAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  const full = /^https?:\/\//iu.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  return url.hostname === '' || url.username !== '' ? null : url.origin;
}
