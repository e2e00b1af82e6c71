import type { Instant } from '#shared/domain/ports.ts';
import type { OfflineAction, OfflineType } from '#shared/protocol/api/offline-sync.ts';

/** One change of a batch, read as far as is certain. */
export type OfflineOp = {
  /** Its place in the batch. */
  index: number;
  opId: string;
  /** The caller named it; otherwise it is known by its content. */
  isNamed: boolean;
  type: OfflineType;
  action: OfflineAction;
  data: Record<string, unknown>;
  /** The data as it is kept and compared: one spelling for what says the same. */
  payload: string;
  /** By the device's clock; null: it does not say. */
  recordedAt: Instant | null;
};
