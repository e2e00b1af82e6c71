import type { LiveValue } from '#shared/device/live-value.ts';
import type { BridgeContract, BridgeMethod, BridgeTopic } from '#shared/protocol/bridge/bridge.ts';
import type { z } from 'zod';

/** What a device does for each method and where each topic's values come from. */
export type BridgeHandlers<C extends BridgeContract> = {
  methods: {
    [M in BridgeMethod<C>]: (
      input: z.output<C['methods'][M]['input']>,
    ) => Promise<z.input<C['methods'][M]['output']>> | z.input<C['methods'][M]['output']>;
  };
  topics: { [T in BridgeTopic<C>]: LiveValue<z.input<C['topics'][T]>> };
};
