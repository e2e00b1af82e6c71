import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import type { DeviceAuth } from '#shared/protocol/device-auth.ts';
import type { Poke } from '#shared/protocol/events.ts';

/** The way to one hub, as one device. Programs use the network; the simulation uses its own. */
export type HubLink = {
  /** Throws AppError, with the hub's code or `network.unreachable`, `network.bad_reply`. Must settle in bounded time. */
  call<C extends ApiContract>(contract: C, call: ContractCall<C>): Promise<ContractReply<C>>;
  /** Listens for pokes until the link is closed. Pokes may be lost: nothing depends on one. */
  listen(listener: PokeListener): void;
  /** Gives up what is under way; calls then fail with `network.unreachable`. */
  close(): void;
};

export type PokeListener = {
  onPoke(poke: Poke): void;
  /** The line is up again: there may be news that was not told. */
  onConnect(): void;
};

/** Where the hub is, and who asks; nobody yet while pairing. */
export type HubAddress = { hubUrl: string; auth: DeviceAuth | null };
export type ConnectHub = (address: HubAddress) => HubLink;
