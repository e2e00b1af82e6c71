import { z } from 'zod';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One operation of the REST API, written once: the hub validates by it, clients are typed by it, the API document is
 * made from it. Field names of the REST API are snake_case, as the requirements give them.
 */
export type ApiContract = {
  /** `queue.callNext`: also the operationId. */
  id: string;
  method: HttpMethod;
  /** Express syntax: `/api/queue/:id/status`. */
  path: `/${string}`;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What stands under `data` of a successful reply. */
  reply: z.ZodType;
};

export function defineContract<const C extends ApiContract>(contract: C): C {
  return contract;
}

type PartInput<T> = T extends z.ZodType ? z.input<T> : undefined;
type PartOutput<T> = T extends z.ZodType ? z.output<T> : undefined;
export type ContractParams<C extends ApiContract> = PartOutput<C['params']>;
export type ContractQuery<C extends ApiContract> = PartOutput<C['query']>;
export type ContractBody<C extends ApiContract> = PartOutput<C['body']>;
export type ContractReply<C extends ApiContract> = z.output<C['reply']>;

/** What a caller passes: only the parts that the contract has. */
export type ContractCall<C extends ApiContract> = (C['params'] extends z.ZodType
  ? { params: PartInput<C['params']> }
  : { params?: undefined }) &
  (C['query'] extends z.ZodType ? { query: PartInput<C['query']> } : { query?: undefined }) &
  (C['body'] extends z.ZodType ? { body: PartInput<C['body']> } : { body?: undefined });

export const errorReplySchema = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string(),
  }),
});
export type ErrorReply = z.infer<typeof errorReplySchema>;
