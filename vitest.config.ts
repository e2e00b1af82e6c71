import { defineConfig } from 'vitest/config';

const E2E = ['e2e/**/*.test.ts'];
const HEAVY = ['**/*.heavy.test.ts'];
const FAULTS = ['**/*.faults.test.ts'];
const POSTGRES = ['**/*.pg.test.ts'];
const NOWHERE = ['node_modules/**', 'dist/**', '.cache/**', '.data/**'];

/**
 * `unit` needs nothing; `pg` runs against a real Postgres that the global set-up starts (or `TEST_DATABASE_URL`
 * names); `e2e` starts the whole clinic. `heavy` and `faults` are run by their own scripts, not by `npm test`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...NOWHERE, ...E2E, ...HEAVY, ...FAULTS, ...POSTGRES],
        },
      },
      {
        test: {
          name: 'pg',
          include: POSTGRES,
          exclude: [...NOWHERE, ...E2E, ...HEAVY, ...FAULTS],
          globalSetup: 'testing/postgres/global-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'heavy',
          include: HEAVY,
          exclude: NOWHERE,
          globalSetup: 'testing/postgres/global-setup.ts',
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'faults',
          include: FAULTS,
          exclude: NOWHERE,
          globalSetup: 'testing/postgres/global-setup.ts',
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: E2E,
          exclude: [...NOWHERE, ...HEAVY, ...FAULTS],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
