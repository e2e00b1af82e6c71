import type { z } from 'zod';
import type { ApiContract, ContractBody, ContractParams, ContractQuery } from '#shared/protocol/api/contract.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import type { Clock } from '#shared/domain/ports.ts';
import type { Hub } from '#hub/hub.ts';
import type { Access, Actor, ActorFor } from './actor.ts';
import { answerOnce } from './answer-once.ts';
import type { RequestInfo } from './request-info.ts';

type Fields<T> = T extends object ? T : unknown;
/** Parameters, query and body in one: their names never collide within a contract. */
export type RouteInput<C extends ApiContract> = Fields<ContractParams<C>> &
  Fields<ContractQuery<C>> &
  Fields<ContractBody<C>>;

export type RouteContext<C extends ApiContract, A extends Access> = {
  input: RouteInput<C>;
  actor: ActorFor<A>;
  now: Clock;
  hub: Hub;
  request: RequestInfo;
};

type Handler<C extends ApiContract, Context> = (context: Context) => Promise<z.input<C['reply']>>;
export type RouteOptions = {
  /** Largest body in bytes. */
  bodyLimit?: number;
};
export type TransactedRouteOptions = RouteOptions & {
  /** Asked again under one Idempotency-Key, it answers as it did and does nothing. Set it on whatever changes anything. */
  once?: true;
};

/** A route as the application mounts it, its types folded away. */
export type Route = {
  contract: ApiContract;
  access: Access;
  bodyLimit: number;
  run(call: RouteCall): Promise<unknown>;
  /** The reply as JSON text, where a route makes it so; `run` gives the same as values. */
  runText?(call: RouteCall): Promise<string>;
};

type RouteCall = { hub: Hub; input: object; actor: Actor | null; request: RequestInfo };

const DEFAULT_BODY_LIMIT = 256 * 1024;

/**
 * One operation of the API. The handler gets checked input and one transaction, committed when it returns and rolled
 * back when it throws; what it puts into `feed` is appended last. A handler may be run again after a deadlock.
 */
export function defineRoute<C extends ApiContract, const A extends Access>(
  contract: C,
  access: A,
  handler: Handler<C, RouteContext<C, A> & TransactionScope>,
  options: TransactedRouteOptions = {},
): Route {
  return routeOf(contract, access, options, async (context) =>
    context.hub.transact(async (scope) => {
      const { actor, input, request, now } = context;
      const work = async () => handler({ ...context, ...scope } as RouteContext<C, A> & TransactionScope);
      if (!options.once || !actor) return work();
      const { locationId } = actor;
      return answerOnce({ tx: scope.tx, request, locationId, operation: contract.id, input, now: now() }, work);
    }),
  );
}

/** For operations that must not hold a transaction while they work (hashing, waiting); they use `hub.transact` in parts. */
export function defineUntransactedRoute<C extends ApiContract, const A extends Access>(
  contract: C,
  access: A,
  handler: Handler<C, RouteContext<C, A>>,
  options: RouteOptions = {},
): Route {
  return routeOf(contract, access, options, async (context) => handler(context as RouteContext<C, A>));
}

/**
 * For replies of thousands of rows that the database writes as JSON by itself. They go out as they are, so only what was held
 * against its schema when it was stored may be in them.
 */
export function defineTextRoute<C extends ApiContract, const A extends Access>(
  contract: C,
  access: A,
  handler: (context: RouteContext<C, A>) => Promise<string>,
): Route {
  const makeText = async (context: LooseContext) => handler(context as RouteContext<C, A>);
  return {
    ...routeOf(contract, access, {}, async (context) => JSON.parse(await makeText(context)) as unknown),
    runText: async (call) => makeText({ ...call, now: call.hub.clock }),
  };
}

type LooseContext = { input: object; actor: Actor | null; now: Clock; hub: Hub; request: RequestInfo };

function routeOf(
  contract: ApiContract,
  access: Access,
  options: RouteOptions,
  handle: (context: LooseContext) => Promise<unknown>,
): Route {
  return {
    contract,
    access,
    bodyLimit: options.bodyLimit ?? DEFAULT_BODY_LIMIT,
    run: async (call) => handle({ ...call, now: call.hub.clock }),
  };
}
