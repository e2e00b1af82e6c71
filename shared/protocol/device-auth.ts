import { z } from 'zod';

/** What a device proves itself with, on every request but pairing and in a socket's handshake. */
export const deviceAuthSchema = z.object({ deviceUid: z.uuid(), deviceKey: z.string().min(1).max(256) });
export type DeviceAuth = z.infer<typeof deviceAuthSchema>;

const SCHEME = 'Device ';

/** The Authorization header: `Device <deviceUid>:<deviceKey>`. */
export function deviceAuthorization({ deviceUid, deviceKey }: DeviceAuth): string {
  return `${SCHEME}${deviceUid}:${deviceKey}`;
}

/** Reads the header, or null when it is not a device's. */
export function parseDeviceAuthorization(header: string | undefined): DeviceAuth | null {
  if (!header?.startsWith(SCHEME)) return null;
  const [deviceUid, ...key] = header.slice(SCHEME.length).split(':');
  const auth = deviceAuthSchema.safeParse({ deviceUid, deviceKey: key.join(':') });
  return auth.success ? auth.data : null;
}
