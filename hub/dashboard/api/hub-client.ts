import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { callApi, type ApiTransport } from '#shared/protocol/api/client.ts';
import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import type { Session } from '#dashboard/session/session.store.ts';

export type CallOptions = {
  /** One per press of a button. The hub carries out a key once, so a lost answer may be asked for again. */
  idempotencyKey?: string;
};

export type HubClient = {
  /** Throws AppError, as callApi. */
  call<C extends ApiContract>(contract: C, call: ContractCall<C>, options?: CallOptions): Promise<ContractReply<C>>;
};

const RETRY_MS = 400;

type HubClientPorts = { session: Pick<Session, 'accessToken' | 'renew'>; scheduler: Scheduler; fetch?: typeof fetch };

/** Calls the hub as the person who is signed in, renewing the access token when the hub no longer takes it. */
export function createHubClient({ session, scheduler, fetch }: HubClientPorts): HubClient {
  async function callOnce<C extends ApiContract>(contract: C, call: ContractCall<C>, options: CallOptions) {
    const transport: ApiTransport = {
      baseUrl: '',
      fetch,
      headers: () => ({
        authorization: `Bearer ${session.accessToken() ?? ''}`,
        ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      }),
    };
    if (session.accessToken() === null) await session.renew();
    const tokenUsed = session.accessToken();
    try {
      return await callApi(transport, contract, call);
    } catch (error) {
      if (!(error instanceof AppError) || error.details['status'] !== 401) throw error;
      // A call that ran while another renewed only has to be repeated.
      if (session.accessToken() === tokenUsed) await session.renew();
      return callApi(transport, contract, call);
    }
  }

  return {
    async call(contract, call, options = {}) {
      try {
        return await callOnce(contract, call, options);
      } catch (error) {
        const mayRepeat = contract.method === 'GET' || options.idempotencyKey !== undefined;
        if (!(error instanceof AppError) || error.code !== 'network.unreachable' || !mayRepeat) throw error;
        await new Promise<void>((resolve) => void scheduler.after(RETRY_MS, resolve));
        return callOnce(contract, call, options);
      }
    },
  };
}
