import type { SimHub } from './sim-hub.ts';

/**
 * Keeps, beside the log, which ops did not take effect when they came but later, with the code that they had failed with,
 * and their place among the others: a number of the log's own sequence, so that a restore takes it back as well. An op
 * that is taken up holds its record's lock while it gets that number, and so does any other that is applied.
 */
export async function noteTakenUp(hub: SimHub): Promise<void> {
  await hub.rows(`
    CREATE TABLE IF NOT EXISTS sim_taken_up (
      log_id BIGINT PRIMARY KEY, code TEXT NOT NULL, place BIGINT NOT NULL DEFAULT nextval('offline_sync_logs_id_seq'));
    CREATE OR REPLACE FUNCTION sim_note_taken_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO sim_taken_up (log_id, code) VALUES (OLD.id, OLD.code);
      RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER sim_taken_up AFTER UPDATE ON offline_sync_logs FOR EACH ROW
      WHEN (OLD.sync_status = 'failed' AND NEW.sync_status <> 'failed') EXECUTE FUNCTION sim_note_taken_up()`);
}

/** How many ops still count as failed because what they are about had not come, although it is here. */
export async function countEarly(hub: SimHub, locationId: number): Promise<number> {
  const [row] = await hub.rows<{ n: string }>(
    `SELECT count(*) AS n FROM offline_sync_logs l
     LEFT JOIN patients p ON p.uid = l.entity_uid AND l.code = 'sync.unknown_patient'
     LEFT JOIN queue_management q ON q.uid = l.entity_uid AND l.code = 'sync.unknown_entry'
     WHERE l.location_id = $1 AND l.sync_status = 'failed' AND l.resolved_at IS NULL
       AND coalesce(p.location_id, q.location_id) = l.location_id`,
    [locationId],
  );
  return Number(row?.n ?? 0);
}
