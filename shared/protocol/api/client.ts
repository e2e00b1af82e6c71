import { AppError } from '#shared/domain/errors.ts';
import { errorReplySchema, type ApiContract, type ContractCall, type ContractReply } from './contract.ts';

export type ApiTransport = {
  /** `http://host:port`, or the empty string for the page's own origin. */
  baseUrl: string;
  headers?: () => Record<string, string>;
  fetch?: typeof fetch;
  /** Overall deadline of one call. */
  timeoutMs?: number;
};

/**
 * Calls one operation of the hub. Throws AppError: with the hub's own code when it answered, with
 * `network.unreachable` when it did not, with `network.bad_reply` when something else answered in its place.
 */
export async function callApi<C extends ApiContract>(
  transport: ApiTransport,
  contract: C,
  call: ContractCall<C>,
): Promise<ContractReply<C>> {
  const response = await send(transport, contract, call);
  const reply = await readJson(response, contract);
  const failure = errorReplySchema.safeParse(reply);
  if (failure.success) {
    const { code, details, requestId } = failure.data.error;
    throw new AppError(code, { ...details, status: response.status, requestId });
  }
  const data = (reply as { success?: unknown; data?: unknown } | null)?.data;
  const parsed = contract.reply.safeParse(data);
  if (!response.ok || !parsed.success) {
    throw new AppError('network.bad_reply', { status: response.status, operation: contract.id });
  }
  return parsed.data as ContractReply<C>;
}

/** Null for what is no JSON. An answer that broke off is none, however it began. */
async function readJson(response: Response, contract: ApiContract): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw new AppError('network.unreachable', { operation: contract.id }, { cause });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

type LooseCall = { params?: unknown; query?: unknown; body?: unknown };

async function send(transport: ApiTransport, contract: ApiContract, call: LooseCall): Promise<Response> {
  const doFetch = transport.fetch ?? fetch;
  const hasBody = contract.body !== undefined;
  try {
    return await doFetch(transport.baseUrl + fillPath(contract.path, call.params) + queryText(call.query), {
      method: contract.method,
      headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...transport.headers?.() },
      ...(hasBody ? { body: JSON.stringify(call.body) } : {}),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(transport.timeoutMs ?? 15_000),
    });
  } catch (cause) {
    throw new AppError('network.unreachable', { operation: contract.id }, { cause });
  }
}

function fillPath(path: string, params: unknown): string {
  const values = (params ?? {}) as Record<string, unknown>;
  return path.replace(/:(\w+)/gu, (_, name: string) => encodeURIComponent(String(values[name])));
}

function queryText(query: unknown): string {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return '';
  return `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()}`;
}
