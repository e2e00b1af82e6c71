import { join } from 'node:path';
import { v7 } from 'uuid';
import { checkIn } from '#kiosk/check-in.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { makeCheckIn, NOON } from './device-world.ts';

/**
 * A kiosk that dies: `node check-in-until-killed.ts <folder> <step> <n>` checks people in and kills itself (SIGKILL, as a
 * power cut) at the given step of the n-th. Each check-in that was told to the patient is a line on stdout.
 */
const [folder = '', step = '', nth = '1'] = process.argv.slice(2);
const db = openDatabase({ file: join(folder, 'kiosk.sqlite') });
let count = 0;
for (;;) {
  count += 1;
  const told = checkIn(
    {
      db,
      clock: () => NOON,
      ids: () => v7(),
      onStep: (done) => {
        if (done === step && count === Number(nth)) process.kill(process.pid, 'SIGKILL');
      },
    },
    makeCheckIn(),
  );
  process.stdout.write(`${told.token}\n`);
}
