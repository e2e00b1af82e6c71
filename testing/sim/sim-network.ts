import { AppError } from '#shared/domain/errors.ts';
import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import { deviceAuthorization } from '#shared/protocol/device-auth.ts';
import type { HubAddress, HubLink, PokeListener } from '#shared/device/sync/hub-link.ts';
import type { PushReply } from '#shared/protocol/sync/push.ts';
import type { Dice } from './dice.ts';
import type { HubCall } from './hub-process.ts';
import type { SimHub } from './sim-hub.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How bad the line of one device is. */
export type LineFaults = {
  loseRequest: number;
  loseAnswer: number;
  double: number;
  /** Far longer than a device waits: what arrives then arrives out of order. */
  veryLate: number;
  /** Nothing goes out, or nothing comes in. */
  cut: 'none' | 'out' | 'in' | 'both';
};
export const GOOD_LINE: LineFaults = { loseRequest: 0, loseAnswer: 0, double: 0, veryLate: 0, cut: 'none' };

/** As real devices: a call is given up after this long. */
const TIMEOUT_MS = 15_000;

export type Line = {
  name: string;
  faults: LineFaults;
  /** The versions its build speaks; null: the same as the hub. */
  speaks: { min: number; max: number } | null;
  /** False once the device's process is dead: nothing reaches it any more. */
  isAlive: () => boolean;
  /** What the hub answered, before the line may lose it; throwing here is a finding. */
  onAnswer: (contract: ApiContract, body: unknown, reply: unknown) => Promise<void>;
  /** May change what arrives: for mistakes made on purpose. */
  rewrite: (contract: ApiContract, body: unknown, reply: unknown) => unknown;
};

/** The network between the devices and the hub, as bad as it is told to be. */
export class SimNetwork {
  /** How many pokes of a hundred are lost: nothing may depend on one. */
  pokesLost = 75;
  private readonly listeners = new Map<Line, PokeListener>();
  findings: string[] = [];

  private readonly time: VirtualTime;
  private readonly chance: Dice;
  private readonly hub: SimHub;

  constructor(time: VirtualTime, chance: Dice, hub: SimHub) {
    this.time = time;
    this.chance = chance;
    this.hub = hub;
  }

  connect(line: Line, { auth }: HubAddress): HubLink {
    let closed = false;
    const giveUps = new Set<() => void>();
    const link: HubLink = {
      call: async <C extends ApiContract>(contract: C, call: ContractCall<C>): Promise<ContractReply<C>> =>
        new Promise<unknown>((resolve, reject) => {
          let settled = false;
          const finish = (done: () => void): void => {
            if (settled || !line.isAlive()) return;
            settled = true;
            giveUps.delete(giveUp);
            done();
          };
          const giveUp = (): void => finish(() => reject(new AppError('network.unreachable')));
          giveUps.add(giveUp);
          if (closed) return giveUp();
          this.time.after(TIMEOUT_MS, giveUp);
          const { body, query } = JSON.parse(JSON.stringify(call)) as { body?: unknown; query?: unknown };
          if (body && contract.id === 'sync.hello' && line.speaks) Object.assign(body, { protocol: line.speaks });
          const authorization = auth === null ? undefined : deviceAuthorization(auth);
          const request = { contract, body, query, authorization, from: auth?.deviceUid ?? line.name };
          this.send(line, request, (answer) => {
            if (answer.error) finish(() => reject(answer.error!));
            else finish(() => resolve(line.rewrite(contract, body, answer.reply)));
          });
        }) as Promise<ContractReply<C>>,
      listen: (listener) => {
        this.listeners.set(line, listener);
        this.time.after(this.chance.between(5, 200), () => {
          if (!closed && line.isAlive()) listener.onConnect();
        });
      },
      close: () => {
        closed = true;
        this.listeners.delete(line);
        for (const giveUp of giveUps) giveUp();
      },
    };
    return link;
  }

  private send(line: Line, request: HubCall, answer: (answer: Answer) => void): void {
    const { chance } = this;
    const isCut = (way: 'in' | 'out'): boolean => line.faults.cut === way || line.faults.cut === 'both';
    const deliver = (isCopy: boolean): void => {
      const delay = chance.chance(line.faults.veryLate) ? chance.between(10_000, 90_000) : chance.between(1, 80);
      this.time.after(delay, async () => {
        if (isCut('out') || chance.chance(line.faults.loseRequest)) return;
        await this.arrive(line, request, (result) => {
          if (isCopy || isCut('in') || chance.chance(line.faults.loseAnswer)) return;
          this.time.after(chance.between(1, 80), () => answer(result));
        });
      });
    };
    deliver(false);
    if (chance.chance(line.faults.double)) deliver(true);
  }

  private async arrive(line: Line, request: HubCall, reply: (answer: Answer) => void): Promise<void> {
    await this.hub.flights.run(async () => reply(await this.ask(line, request)));
  }

  private async ask(line: Line, request: HubCall): Promise<Answer> {
    if (!this.hub.isUp) return { error: new AppError('network.unreachable') };
    try {
      const reply = await this.hub.call(request);
      await line.onAnswer(request.contract, request.body, reply);
      if (request.contract.id === 'sync.push' && (reply as PushReply).status === 'ok') this.pokeAll();
      return { reply };
    } catch (error) {
      if (error instanceof AppError) return { error };
      if (this.hub.isUp) this.findings.push(`the hub failed on ${request.contract.id}: ${String(error)}`);
      return { error: new AppError('network.unreachable') };
    }
  }

  private pokeAll(): void {
    for (const [line, listener] of this.listeners) {
      if (this.chance.chance(this.pokesLost / 100)) continue;
      this.time.after(this.chance.between(5, 200), () => {
        if (!line.isAlive() || line.faults.cut !== 'none') return;
        listener.onPoke({ locationUid: NO_UID, stream: 'queue', head: Number.MAX_SAFE_INTEGER });
      });
    }
  }
}

const NO_UID = '00000000-0000-7000-8000-000000000000';
type Answer = { reply?: unknown; error?: AppError };
