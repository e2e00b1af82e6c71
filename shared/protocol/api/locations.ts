import { z } from 'zod';
import { languageSchema, localizedTextSchema } from '#shared/domain/language.ts';
import { defineContract } from './contract.ts';
import { accountLinkSchema } from './account-link.ts';

/** A name of the IANA time zone database; offsets such as `+01:00` know no summer time and are refused. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Not a time zone, such as Europe/Berlin')
  .meta({ examples: ['Europe/Berlin'] });

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/u.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/u, 'Two capital letters, such as DE')
  .meta({ examples: ['DE'] });
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/u, 'Three capital letters, such as EUR')
  .meta({ examples: ['EUR'] });

const changeable = {
  name: localizedTextSchema,
  time_zone: timeZoneSchema,
  /** The hour at which the service day ends and the next begins. */
  cutover_hour: z.int().min(0).max(12),
  language: languageSchema,
  country: countrySchema,
  currency: currencySchema,
};

export const newLocationSchema = z.object({
  ...changeable,
  cutover_hour: changeable.cutover_hour.default(4),
  language: changeable.language.default('en'),
});

export const locationRowSchema = z.object({ id: z.int(), uid: z.uuid(), ...changeable });
export type LocationRow = z.infer<typeof locationRowSchema>;

export const listLocations = defineContract({
  id: 'locations.list',
  method: 'GET',
  path: '/api/locations',
  summary: "The caller's location; for an administrator, every location of the hub",
  reply: z.array(locationRowSchema),
});

export const createLocation = defineContract({
  id: 'locations.create',
  method: 'POST',
  path: '/api/locations',
  summary: 'A new location with its first administrator, who alone runs it and signs in by the link returned',
  body: newLocationSchema.extend({
    administrator: z.object({ email: z.email().max(254), display_name: localizedTextSchema }),
  }),
  reply: z.object({ location: locationRowSchema, link: accountLinkSchema }),
});

export const changeLocation = defineContract({
  id: 'locations.change',
  method: 'PATCH',
  path: '/api/locations/:id',
  summary: "Change the caller's own location; fields left out stay as they are",
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object(changeable).partial(),
  reply: locationRowSchema,
});
