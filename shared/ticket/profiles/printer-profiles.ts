import { AppError } from '#shared/domain/errors.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import { EPSON_PROFILES } from './epson.ts';
import { OTHER_PROFILES } from './others.ts';
import { STAR_PROFILES } from './star.ts';

/** Every model that can be chosen, in the order in which they are offered. */
export const PRINTER_PROFILES: readonly PrinterProfile[] = [...EPSON_PROFILES, ...STAR_PROFILES, ...OTHER_PROFILES];

/** Throws `printer.profile_unknown`. */
export function findPrinterProfile(id: string): PrinterProfile {
  const profile = PRINTER_PROFILES.find((candidate) => candidate.id === id);
  if (!profile) throw new AppError('printer.profile_unknown', { id });
  return profile;
}
