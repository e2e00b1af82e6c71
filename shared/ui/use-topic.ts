import { useEffect, useState } from 'react';
import type { BridgeContract, BridgeTopic, BridgeTopicValue } from '#shared/protocol/bridge/bridge.ts';
import type { BridgeClient } from './bridge-client.ts';

/** The topic's present value, or undefined until the device has first told it. */
export function useTopic<C extends BridgeContract, T extends BridgeTopic<C>>(
  bridge: BridgeClient<C>,
  topic: T,
): BridgeTopicValue<C, T> | undefined {
  const [held, setHeld] = useState<{ value: BridgeTopicValue<C, T> }>();
  useEffect(() => bridge.subscribe(topic, (value) => setHeld({ value })), [bridge, topic]);
  return held?.value;
}
