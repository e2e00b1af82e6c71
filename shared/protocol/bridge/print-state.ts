import { z } from 'zod';

export const printStateSchema = z.enum(['queued', 'sending', 'printed', 'failed_before_send', 'unknown', 'expired']);
export type PrintState = z.infer<typeof printStateSchema>;

export const printerStatusSchema = z.object({
  state: z.enum(['ready', 'paper_low', 'paper_out', 'cover_open', 'error', 'unreachable', 'not_configured']),
  checkedAt: z.int().nullable(),
});
export type PrinterStatus = z.infer<typeof printerStatusSchema>;
