import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'rolldown';

/**
 * `node build/electron.ts` bundles the Electron entry points of both apps into dist/electron/<app>: `main.js` (packages
 * stay in node_modules, where their native parts are) and `preload.cjs` (whole in one file: a sandboxed preload can
 * require nothing but electron).
 */
const TOP = fileURLToPath(new URL('..', import.meta.url));
const IS_PACKAGE = /^(?![#./]|[A-Za-z]:)/u;

export function electronBundles(app: 'kiosk' | 'display', outDir: string): BuildOptions[] {
  return [
    {
      cwd: TOP,
      input: `${app}/main.ts`,
      platform: 'node',
      external: (id, importer) => importer !== undefined && IS_PACKAGE.test(id),
      output: { file: `${outDir}/main.js`, format: 'esm', codeSplitting: false },
    },
    {
      cwd: TOP,
      input: `${app}/preload.ts`,
      platform: 'node',
      external: ['electron'],
      output: { file: `${outDir}/preload.cjs`, format: 'cjs' },
    },
  ];
}

if (import.meta.main) {
  for (const app of ['kiosk', 'display'] as const) {
    await build(electronBundles(app, `${TOP}dist/electron/${app}`));
    console.log(`built dist/electron/${app}`);
  }
}
