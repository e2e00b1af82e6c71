import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';
import { sessionSchema } from './auth.ts';
import { defineContract } from './contract.ts';
import { newLocationSchema } from './locations.ts';

/** Long enough not to be guessed at ten a minute; no rules about signs, which only make people write it down. */
export const newPasswordSchema = z.string().min(10, 'At least 10 characters').max(1024);
const tokenSchema = z.string().min(1).max(200);

export const signInMethods = defineContract({
  id: 'auth.methods',
  method: 'GET',
  path: '/api/auth/methods',
  summary: 'What the sign-in page offers: single sign-on (start at sso_url), or setting the hub up',
  reply: z.object({ setup_needed: z.boolean(), sso_url: z.string().nullable() }),
});

export const setUpHub = defineContract({
  id: 'setup.run',
  method: 'POST',
  path: '/api/setup',
  summary: 'First start: the first location and its administrator, by the link that the hub printed; signs them in',
  body: z.object({
    token: tokenSchema,
    location: newLocationSchema,
    admin: z.object({
      email: z.email().max(254),
      display_name: z.string().trim().min(1).max(200),
      password: newPasswordSchema,
    }),
  }),
  reply: sessionSchema,
});

export const inspectLink = defineContract({
  id: 'auth.inspectLink',
  method: 'POST',
  path: '/api/auth/link',
  summary: 'Whom an invite or reset link is for, before they choose a password',
  body: z.object({ token: tokenSchema }),
  reply: z.object({
    purpose: z.enum(['setup', 'invite', 'reset']),
    email: z.string().nullable(),
    display_name: localizedTextSchema.nullable(),
    expires_at: z.iso.datetime(),
  }),
});

export const redeemLink = defineContract({
  id: 'auth.redeemLink',
  method: 'POST',
  path: '/api/auth/link/redeem',
  summary: 'Choose a password by an invite or reset link: ends every other session and signs in',
  body: z.object({ token: tokenSchema, password: newPasswordSchema }),
  reply: sessionSchema,
});

export const changePassword = defineContract({
  id: 'auth.changePassword',
  method: 'POST',
  path: '/api/auth/password',
  summary: 'Change one’s own password; every other session ends',
  body: z.object({ current_password: z.string().min(1).max(1024), new_password: newPasswordSchema }),
  reply: z.object({}),
});
