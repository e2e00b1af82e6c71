import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';
import { defineContract } from './contract.ts';
import { roleSchema } from './roles.ts';

export const staffUserSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  email: z.email(),
  display_name: z.string(),
  role: roleSchema,
  location_id: z.int(),
  doctor_id: z.int().nullable(),
});
export type StaffUser = z.infer<typeof staffUserSchema>;

export const sessionSchema = z.object({
  /** Short-lived JWT for `Authorization: Bearer`. The refresh token travels only in an httpOnly cookie. */
  access_token: z.string(),
  expires_in_seconds: z.int(),
  user: staffUserSchema,
  /** The clinic site of `user`: its zone is the one in which staff screens show times. */
  location: z.object({ name: localizedTextSchema, time_zone: z.string(), country: z.string().length(2) }).optional(),
});

export const signIn = defineContract({
  id: 'auth.signIn',
  method: 'POST',
  path: '/api/auth/sign-in',
  summary: 'Sign a member of staff in by e-mail and password',
  body: z.object({ email: z.email().max(254), password: z.string().min(1).max(1024) }),
  reply: sessionSchema,
});

export const refreshSession = defineContract({
  id: 'auth.refresh',
  method: 'POST',
  path: '/api/auth/refresh',
  summary: 'Exchange the refresh cookie for a new access token; the cookie is rotated',
  reply: sessionSchema,
});

export const signOut = defineContract({
  id: 'auth.signOut',
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: 'End this session',
  reply: z.object({}),
});
