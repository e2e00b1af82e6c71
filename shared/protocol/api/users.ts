import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';
import { accountLinkSchema } from './account-link.ts';
import { defineContract } from './contract.ts';

export const staffRoleSchema = z.enum(['admin', 'manager', 'front_desk', 'doctor']);

export const userRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  email: z.string().nullable(),
  display_name: localizedTextSchema,
  role: staffRoleSchema,
  active: z.boolean(),
  /** A password is set: they have followed their link. */
  can_sign_in: z.boolean(),
});
export type UserRow = z.infer<typeof userRowSchema>;

const params = z.object({ id: z.coerce.number().int().positive() });
const serviceOfDoctor = {
  /** Needed with the role doctor: whose queue they see. */
  service_id: z.int().positive().optional(),
};

export const listUsers = defineContract({
  id: 'users.list',
  method: 'GET',
  path: '/api/users',
  summary: "Everybody who works at the caller's location",
  reply: z.array(userRowSchema),
});

export const createUser = defineContract({
  id: 'users.create',
  method: 'POST',
  path: '/api/users',
  summary: 'A new member of staff, without a password: they choose one by the link returned, which is shown once',
  body: z.object({
    email: z.email().max(254),
    display_name: localizedTextSchema,
    role: staffRoleSchema,
    ...serviceOfDoctor,
  }),
  reply: z.object({ user: userRowSchema, link: accountLinkSchema }),
});

export const changeUser = defineContract({
  id: 'users.change',
  method: 'PATCH',
  path: '/api/users/:id',
  summary:
    'Change name, e-mail or role, or close and reopen an account; another role or a closed account ends its sessions',
  params,
  body: z
    .object({
      email: z.email().max(254),
      display_name: localizedTextSchema,
      role: staffRoleSchema,
      active: z.boolean(),
      ...serviceOfDoctor,
    })
    .partial(),
  reply: userRowSchema,
});

export const createUserLink = defineContract({
  id: 'users.createLink',
  method: 'POST',
  path: '/api/users/:id/link',
  summary: 'A new one-time link to choose a password by; earlier ones are void',
  params,
  reply: accountLinkSchema,
});
