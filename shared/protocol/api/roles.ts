import { z } from 'zod';

export const roleSchema = z.enum(['admin', 'manager', 'front_desk', 'doctor', 'kiosk', 'display', 'patient']);
export type Role = z.infer<typeof roleSchema>;

export const STAFF_ROLES = ['admin', 'manager', 'front_desk', 'doctor'] as const satisfies readonly Role[];
export const DEVICE_ROLES = ['kiosk', 'display'] as const satisfies readonly Role[];
