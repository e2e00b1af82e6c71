import { randomUUID } from 'node:crypto';
import { DEMO_EMAIL } from '#demo/clinic.ts';
import { signIn } from '#shared/protocol/api/auth.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import type { OpenClinic } from '../open-clinic.ts';

export type StaffCaller = <C extends ApiContract>(contract: C, given: ContractCall<C>) => Promise<ContractReply<C>>;

/** Asks the hub as somebody who has signed in, each time for something new. */
export async function callAsStaff(clinic: OpenClinic, who: keyof typeof DEMO_EMAIL = 'admin'): Promise<StaffCaller> {
  const baseUrl = clinic.hub.ready.url;
  const credentials = { email: DEMO_EMAIL[who], password: clinic.signIn.password };
  const { access_token: token } = await callApi({ baseUrl }, signIn, { body: credentials });
  const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() });
  return async (contract, given) => callApi({ baseUrl, headers }, contract, given);
}
