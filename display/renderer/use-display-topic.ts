import type { BridgeTopic, BridgeTopicValue } from '#shared/protocol/bridge/bridge.ts';
import type { DisplayContract } from '#shared/protocol/bridge/display-contract.ts';
import type { BridgeClient } from '#shared/ui/bridge-client.ts';
import { useTopic } from '#shared/ui/use-topic.ts';

export type DisplayBridge = BridgeClient<DisplayContract>;

/** The topic's present value, or undefined until the device has first told it. */
export function useDisplayTopic<T extends BridgeTopic<DisplayContract>>(
  bridge: DisplayBridge,
  topic: T,
): BridgeTopicValue<DisplayContract, T> | undefined {
  return useTopic<DisplayContract, T>(bridge, topic);
}
