import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';

/** What a change says, as the schema of its kind has it. Throws `sync.bad_payload` with the fields that are wrong. */
export function readData<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: issue.message }));
  throw new AppError('sync.bad_payload', { issues });
}

/** The record that a change is about. */
export const namedRecordSchema = z
  .object({ id: z.int().positive().optional(), uid: z.uuid().optional() })
  .refine(({ id, uid }) => (id === undefined) !== (uid === undefined), {
    path: ['id'],
    message: 'name the record by its id or by its uid',
  });
