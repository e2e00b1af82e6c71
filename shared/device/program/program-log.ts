import { pino, type Logger } from 'pino';
import type { DeviceSettings } from './device-settings.ts';

/** JSON lines on stderr, so that stdout stays for people. */
export function programLog(name: string, level: DeviceSettings['LOG_LEVEL']): Logger {
  return pino(
    { name, level, serializers: { error: pino.stdSerializers.err } },
    pino.destination({ fd: 2, sync: true }),
  );
}
