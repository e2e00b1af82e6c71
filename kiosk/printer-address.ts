import { PRINTER_PROFILES } from '#shared/ticket/profiles/printer-profiles.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { KioskSettings } from './kiosk-settings.ts';

/**
 * The printers of the environment, each an address with its profile, or null. Throws `settings.invalid` for a model that is
 * not known.
 */
export function printerAddressOf(
  settings: Pick<KioskSettings, 'ANTEROOM_PRINTER' | 'ANTEROOM_PRINTER_MODEL'>,
): string | null {
  const { ANTEROOM_PRINTER: given, ANTEROOM_PRINTER_MODEL: model } = settings;
  if (!PRINTER_PROFILES.some(({ id }) => id === model)) {
    const known = PRINTER_PROFILES.map(({ id }) => id).join(', ');
    throw new AppError('settings.invalid', { problems: [`ANTEROOM_PRINTER_MODEL: must be one of ${known}`] });
  }
  if (given === undefined) return null;
  return withModel(given, model);
}

/** Addresses as settings keep them: `model` is the profile of each that names none. */
export function withModel(addresses: string, model: string): string {
  return addresses
    .split(',')
    .map((given) => {
      const address = URL.parse(given.trim());
      if (!address) throw new AppError('printer.address_malformed', { address: given });
      if (!address.searchParams.has('profile')) address.searchParams.set('profile', model);
      return address.href;
    })
    .join(',');
}
