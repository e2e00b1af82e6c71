import type { Scheduler } from '#shared/domain/ports.ts';
import { CHUNK_BYTES, type SendOutcome } from './transport.ts';

export type ChunkSender = {
  /** Resolves to whether the chunk was taken; may never settle on a printer that hangs. */
  write(chunk: Uint8Array): Promise<boolean>;
  isLost(): boolean;
  /** Settles when the connection is gone. */
  gone: Promise<void>;
  deadlineMs: number;
  pacingMs: number;
  scheduler: Scheduler;
};

/**
 * Sends a job a chunk at a time, each only when the one before was taken, within one deadline over all of it. Says
 * `failed_before_send` only when nothing at all was handed over.
 */
export async function sendInChunks(bytes: Uint8Array, sender: ChunkSender): Promise<SendOutcome> {
  if (sender.isLost()) return 'failed_before_send';
  let expired = false;
  const { promise: deadline, resolve: expire } = Promise.withResolvers<false>();
  const stop = sender.scheduler.after(sender.deadlineMs, () => {
    expired = true;
    expire(false);
  });
  const lost = sender.gone.then(() => false);
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      if (expired || sender.isLost()) return 'unknown';
      const taken = await Promise.race([sender.write(bytes.subarray(at, at + CHUNK_BYTES)), deadline, lost]);
      if (!taken) return 'unknown';
      const last = at + CHUNK_BYTES >= bytes.length;
      if (sender.pacingMs > 0 && !last) await Promise.race([rest(sender), deadline, lost]);
    }
    return 'sent';
  } finally {
    stop();
  }
}

function rest({ scheduler, pacingMs }: ChunkSender): Promise<void> {
  return new Promise((resolve) => {
    scheduler.after(pacingMs, resolve);
  });
}
