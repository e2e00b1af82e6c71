import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors.ts';
import { signIn } from '#shared/protocol/api/auth.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import {
  callNext,
  currentQueue,
  postQueueEvent,
  type QueueEventRequest,
  type QueueGroup,
  type QueueRow,
} from '#shared/protocol/api/queue.ts';

export type Desk = {
  queues(): Promise<QueueGroup[]>;
  callNext(queue: { service_id: number; doctor_id: number | null; station_id: number }): Promise<QueueRow | null>;
  move(id: number, event: QueueEventRequest): Promise<QueueRow>;
};

/** A member of staff at the public API of a hub: signs in, and again whenever the token has run out. */
export async function openDesk(baseUrl: string, account: { email: string; password: string }): Promise<Desk> {
  let token = '';
  const signInAgain = async (): Promise<void> => {
    token = (await callApi({ baseUrl }, signIn, { body: account })).access_token;
  };
  await signInAgain();

  async function ask<C extends ApiContract>(contract: C, call: ContractCall<C>): Promise<ContractReply<C>> {
    // One key for both tries: whatever the first one did is not done again.
    const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': key });
    const key = randomUUID();
    try {
      return await callApi({ baseUrl, headers }, contract, call);
    } catch (error) {
      if (!(error instanceof AppError) || error.details['status'] !== 401) throw error;
      await signInAgain();
      return callApi({ baseUrl, headers }, contract, call);
    }
  }

  return {
    queues: async () => ask(currentQueue, { query: {} }),
    callNext: async (queue) => (await ask(callNext, { body: queue })).called,
    move: async (id, event) => ask(postQueueEvent, { params: { id }, body: event }),
  };
}
