import { parseArgs } from 'node:util';
import { callCentreSteps, readCallCentreLog } from './call-centre-log.ts';
import { clinicSteps, readClinicLog } from './clinic-log.ts';
import { testForLeaks } from './leak-test.ts';
import { printScores } from './print-scores.ts';
import { replay } from './replay.ts';
import { scoreGroups } from './score.ts';

const USAGE = 'npm run eval:wait -- --log FILE --format clinic|callcentre [--leak-test] [--json]';

function run(): void {
  const { values } = parseArgs({
    options: {
      log: { type: 'string' },
      format: { type: 'string' },
      'leak-test': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { log: path, format } = values;
  if (!path || (format !== 'clinic' && format !== 'callcentre')) throw new Error(`Usage: ${USAGE}`);
  if (values['leak-test']) {
    process.exitCode = testForLeaks(path, format) ? 0 : 1;
    return;
  }
  const log = format === 'clinic' ? clinicSteps(readClinicLog(path)) : callCentreSteps(readCallCentreLog(path));
  const answers = replay(log);
  if (answers.length === 0) throw new Error(`${path} ends before the part that is scored begins`);
  printScores(log, scoreGroups(answers, log.unit === 's' ? 60 : 1), values.json);
}

try {
  run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
