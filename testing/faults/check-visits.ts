import type { FaultClinic } from './fault-clinic.ts';

/** Visits by uid, each with the whole token that its patient was given. */
export type Issued = Map<string, string>;

/**
 * What does not hold of: every visit is at the hub, once, in the queue once, under its own token; and no other visit is.
 */
export async function findVisitFaults(clinic: FaultClinic, issued: Issued): Promise<string[]> {
  const rows = await clinic.rows<{ uid: string; token: string; entries: string; events: string }>(
    `SELECT visits.uid, visits.token_number AS token, count(DISTINCT q.id) AS entries, count(e.id) AS events
     FROM visits LEFT JOIN queue_management q ON q.visit_id = visits.id
     LEFT JOIN queue_events e ON e.location_id = q.location_id AND e.queue_id = q.id AND e.type = 'check_in'
     WHERE visits.incarnation IS NOT NULL
     GROUP BY visits.id`,
  );
  const atHub = new Map(rows.map((row) => [row.uid, row]));
  const faults: string[] = [];
  for (const [uid, token] of issued) {
    const row = atHub.get(uid);
    if (!row) faults.push(`${token} is not at the hub`);
    else if (row.token !== token) faults.push(`${token} is ${row.token} at the hub`);
    else if (Number(row.entries) !== 1 || Number(row.events) !== 1) faults.push(`${token} is there twice`);
  }
  for (const { uid, token } of rows) if (!issued.has(uid)) faults.push(`${token} at the hub was never issued`);
  return faults;
}

/** Tokens that two visits were given. */
export function findReused(issued: Issued): string[] {
  const owners = new Map<string, string>();
  return [...issued].flatMap(([uid, token]) => {
    const other = owners.get(token);
    owners.set(token, uid);
    return other === undefined ? [] : [`${token} was issued twice`];
  });
}
