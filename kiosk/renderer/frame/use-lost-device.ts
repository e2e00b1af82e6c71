import { useEffect, useState } from 'react';
import type { KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { BridgeClient } from '#shared/ui/bridge-client.ts';
import { useConnection } from '#shared/ui/use-connection.ts';

/** A device program that starts is back before anyone has read that it is gone. */
const GRACE_MS = 1000;

/** Whether the device program has been out of reach for longer than it takes to connect. */
export function useLostDevice(bridge: BridgeClient<KioskContract>): boolean {
  const isConnected = useConnection(bridge);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLost(!isConnected), isConnected ? 0 : GRACE_MS);
    return () => clearTimeout(timer);
  }, [isConnected]);
  return isLost;
}
