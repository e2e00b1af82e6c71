/** A typed address as the device reads it: a bare host is a printer in the network. The model goes with it. */
export function printerAddress(typed: string, profile: string): string {
  const text = typed.trim();
  const full = /^(?:tcp|usb|serial|queue):\/\//u.test(text) ? text : `tcp://${text}`;
  if (!URL.canParse(full)) return full;
  const url = new URL(full);
  if (!url.searchParams.has('profile')) url.searchParams.set('profile', profile);
  return url.href;
}

/** Without what only the device needs. */
export function shownPrinterAddress(address: string): string {
  return decodeURIComponent(address.replace(/\?.*$/u, ''));
}
