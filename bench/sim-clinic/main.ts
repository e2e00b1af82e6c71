import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { drawComparison } from './draw-comparison.ts';
import { measure } from './measure.ts';
import { OURS, POLICIES } from './policies.ts';
import { printEstimates, printMeasures } from './print-measures.ts';
import { readServiceTimes } from './read-service-times.ts';
import { drawnServiceTime, SCENARIOS } from './scenario.ts';
import { simulateDays, simulateEstimates } from './simulate-days.ts';

const USAGE = 'npm run sim:clinic -- [--days 250] [--seed 1] [--log CLINIC_LOG.csv] [--picture FILE.svg]';

function run(): void {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: '250' },
      seed: { type: 'string', default: '1' },
      log: { type: 'string' },
      picture: { type: 'string', default: '.cache/sim-clinic.svg' },
    },
  });
  const [days, seed] = [Number(values.days), Number(values.seed)];
  if (!Number.isInteger(days) || days < 1 || !Number.isInteger(seed)) throw new Error(`Usage: ${USAGE}`);
  const serviceTime = values.log ? readServiceTimes(values.log) : drawnServiceTime;
  const compared = SCENARIOS.map((scenario) => {
    const common = { scenario, serviceTime, days, seed };
    const measures = POLICIES.map((policy) => measure(policy.name, simulateDays({ ...common, policy })));
    printMeasures(scenario.name, measures);
    printEstimates(simulateEstimates({ ...common, policy: OURS }));
    return { name: scenario.name, measures };
  });
  mkdirSync(dirname(values.picture), { recursive: true });
  writeFileSync(values.picture, drawComparison(compared));
  console.log(`\nPicture: ${values.picture}`);
}

try {
  run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
