import { kept, type DeviceTransaction } from '#shared/device/db/device-database.ts';
import { AppError } from '#shared/domain/errors.ts';
import { opSchema, type Op } from '#shared/protocol/sync/op.ts';
import { hashOp } from './hash-op.ts';
import { readLogHead } from './op-log.queries.ts';

export type NewOp = Pick<
  Op,
  'opId' | 'kind' | 'entityUid' | 'baseRev' | 'schemaVersion' | 'recordedAt' | 'businessDate'
> & {
  /** JSON text; it is hashed, kept and sent exactly so. */
  payload: string;
};

/**
 * Adds the next op to an incarnation's log, in a transaction of the caller's: what the op says and the rows it speaks
 * of become durable together. Throws `device.op_invalid` for what the hub would not read.
 */
export function appendOp(tx: DeviceTransaction, incarnation: string, newOp: NewOp): Op {
  const head = readLogHead(tx, incarnation);
  const unhashed = { ...newOp, seq: head.lastSeq + 1, prevHash: head.lastHash };
  const next = storableOpSchema.safeParse({ ...unhashed, hash: hashOp(incarnation, unhashed) });
  if (!next.success) {
    throw new AppError('device.op_invalid', { kind: newOp.kind, paths: next.error.issues.map((issue) => issue.path) });
  }
  kept(tx, INSERT_OP).run({ incarnation, ...next.data });
  kept(tx, RAISE_HEAD).run(next.data.seq, next.data.hash, incarnation);
  return next.data;
}

const INSERT_OP = `
  INSERT INTO op (incarnation, seq, op_id, kind, entity_uid, base_rev, schema_version, payload, recorded_at,
    business_date, prev_hash, hash)
  VALUES (@incarnation, @seq, @opId, @kind, @entityUid, @baseRev, @schemaVersion, seal(@payload), @recordedAt,
    @businessDate, @prevHash, @hash)`;
const RAISE_HEAD = 'UPDATE op_log SET last_seq = ?, last_hash = ? WHERE incarnation = ?';

/** Made once: a schema is compiled when it is first used. */
const storableOpSchema = opSchema.refine(isStorable);

/** Half of a character pair does not come out of the store as it went in: the op would never again fit its hash. */
function isStorable({ kind, payload }: Op): boolean {
  return kind.isWellFormed() && payload.isWellFormed();
}
