import type { z } from 'zod';

/**
 * The one door between a renderer and its device: `invoke` asks, `subscribe` listens. The host (Electron's IPC or the
 * browser host's WebSocket) checks every input and output against the contract, so a renderer cannot tell which host
 * it is in, and cannot send what the contract does not name.
 */
export type BridgeContract = {
  methods: Record<string, { input: z.ZodType; output: z.ZodType }>;
  topics: Record<string, z.ZodType>;
};

export type BridgeMethod<C extends BridgeContract> = Extract<keyof C['methods'], string>;
export type BridgeTopic<C extends BridgeContract> = Extract<keyof C['topics'], string>;
export type BridgeInput<C extends BridgeContract, M extends BridgeMethod<C>> = z.input<C['methods'][M]['input']>;
export type BridgeOutput<C extends BridgeContract, M extends BridgeMethod<C>> = z.output<C['methods'][M]['output']>;
export type BridgeTopicValue<C extends BridgeContract, T extends BridgeTopic<C>> = z.output<C['topics'][T]>;

export type Bridge<C extends BridgeContract> = {
  /** Rejects with an AppError that carries the device's code. */
  invoke<M extends BridgeMethod<C>>(method: M, input: BridgeInput<C, M>): Promise<BridgeOutput<C, M>>;
  /** Calls `listener` with the topic's present value at once, then with each new one. Returns how to stop. */
  subscribe<T extends BridgeTopic<C>>(topic: T, listener: (value: BridgeTopicValue<C, T>) => void): () => void;
};

/** What travels between host and renderer, on either host. */
export type BridgeRequest =
  | { type: 'invoke'; id: number; method: string; input: unknown }
  | { type: 'subscribe'; topic: string }
  | { type: 'unsubscribe'; topic: string };
export type BridgeMessage =
  | { type: 'result'; id: number; output: unknown }
  | { type: 'error'; id: number; error: { code: string; details: Record<string, unknown> } }
  | { type: 'topic'; topic: string; value: unknown };
