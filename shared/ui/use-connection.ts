import { useEffect, useState } from 'react';
import type { BridgeContract } from '#shared/protocol/bridge/bridge.ts';
import type { BridgeClient } from './bridge-client.ts';

/** Whether the device answers. */
export function useConnection<C extends BridgeContract>(bridge: BridgeClient<C>): boolean {
  const [connected, setConnected] = useState(true);
  useEffect(() => bridge.watchConnection(setConnected), [bridge]);
  return connected;
}
