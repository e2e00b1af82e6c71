import type Database from 'better-sqlite3';
import { phoneBirthText } from '#shared/domain/match-text.ts';
import { openText } from './sealing.ts';

/** A sealed text begins so; a date or a gender never does. */
const IN_THE_CLEAR = "birth_date NOT LIKE '\"aes1:%'";
const UNMARKED = `${IN_THE_CLEAR} OR (match_mark IS NULL AND uid NOT IN (SELECT uid FROM visit))`;

/** Whether an earlier build has left patients whose birth date is in the clear, or who cannot be found by their mark. */
export function hasUnmarkedPatients(client: Database.Database): boolean {
  return client.prepare(`SELECT 1 FROM patient WHERE ${UNMARKED} LIMIT 1`).get() !== undefined;
}

type Row = { uid: string; birthDate: string; phone: string };

/**
 * Gives what an earlier build wrote the form of today: birth date and gender sealed, and the mark by which someone is found
 * again. In a transaction of the caller's. Whoever was registered without a name (their uid is their visit's) has no mark.
 */
export function markPatients(client: Database.Database): void {
  client.exec(`UPDATE patient SET birth_date = seal(birth_date), gender = seal(gender) WHERE ${IN_THE_CLEAR}`);
  const location = client.prepare("SELECT location ->> 'country' AS country FROM device_identity").get() as
    | { country: string }
    | undefined;
  const rows = client
    .prepare(`SELECT uid, birth_date AS birthDate, phone FROM patient WHERE ${UNMARKED}`)
    .all() as Row[];
  const save = client.prepare('UPDATE patient SET match_mark = mark(?) WHERE uid = ?');
  for (const { uid, birthDate, phone } of rows) {
    save.run(phoneBirthText(openText(phone), openText(birthDate), location?.country ?? ''), uid);
  }
}
