import type { Logger } from 'pino';

/** What the device core writes to. Never patient data: ids, codes and states only. */
export type DeviceLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
