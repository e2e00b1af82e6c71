import { defineConfig } from 'oxlint';

/**
 * Who may import whom. One row a folder, matched from the top, the last match wins. TypeScript's project references
 * hold the same rules for types; this holds them for every import, with a message that says what to do instead.
 */
const APP_FOLDERS = [
  '#shared/domain',
  '#shared/protocol',
  '#shared/ticket',
  '#shared/device',
  '#shared/shell',
  '#shared/ui',
  '#hub',
  '#kiosk',
  '#display',
  '#dashboard',
  '#portal',
  '#testing',
  '#demo',
] as const;
type AppFolder = (typeof APP_FOLDERS)[number];

type FolderRule = { files: string[]; own: AppFolder[]; mayImport: AppFolder[]; alsoBanned?: string[] };

const NODE_BUILTINS = ['node:*'];
const ELECTRON = ['electron', 'electron/*', 'electron-*'];
const BROWSER_LIBRARIES = ['react', 'react-dom', 'react-dom/*', 'react-aria-components', 'zustand'];

const FOLDER_RULES: FolderRule[] = [
  {
    files: ['shared/domain/**'],
    own: ['#shared/domain'],
    mayImport: [],
    alsoBanned: [...NODE_BUILTINS, ...ELECTRON, ...BROWSER_LIBRARIES],
  },
  {
    files: ['shared/protocol/**'],
    own: ['#shared/protocol'],
    mayImport: ['#shared/domain'],
    alsoBanned: [...NODE_BUILTINS, ...ELECTRON, ...BROWSER_LIBRARIES],
  },
  {
    files: ['shared/ticket/**'],
    own: ['#shared/ticket'],
    mayImport: ['#shared/domain'],
    alsoBanned: [...ELECTRON, ...BROWSER_LIBRARIES],
  },
  {
    files: ['shared/device/**'],
    own: ['#shared/device'],
    mayImport: ['#shared/domain', '#shared/protocol'],
    alsoBanned: [...ELECTRON, ...BROWSER_LIBRARIES],
  },
  {
    files: ['shared/shell/**'],
    own: ['#shared/shell'],
    mayImport: ['#shared/protocol'],
    alsoBanned: BROWSER_LIBRARIES,
  },
  {
    files: ['shared/ui/**'],
    own: ['#shared/ui'],
    mayImport: ['#shared/domain', '#shared/protocol'],
    alsoBanned: [...NODE_BUILTINS, ...ELECTRON],
  },
  {
    files: ['hub/**'],
    own: ['#hub'],
    mayImport: ['#shared/domain', '#shared/protocol', '#shared/ticket'],
    alsoBanned: [...ELECTRON, ...BROWSER_LIBRARIES],
  },
  {
    files: ['hub/dashboard/**'],
    own: ['#dashboard'],
    mayImport: ['#shared/ui', '#shared/domain', '#shared/protocol'],
    alsoBanned: [...NODE_BUILTINS, ...ELECTRON],
  },
  {
    files: ['hub/portal/**'],
    own: ['#portal'],
    mayImport: ['#shared/ui', '#shared/domain', '#shared/protocol'],
    alsoBanned: [...NODE_BUILTINS, ...ELECTRON],
  },
  {
    files: ['kiosk/**'],
    own: ['#kiosk'],
    mayImport: ['#shared/domain', '#shared/protocol', '#shared/ticket', '#shared/device'],
    alsoBanned: [...ELECTRON, ...BROWSER_LIBRARIES],
  },
  {
    files: ['display/**'],
    own: ['#display'],
    mayImport: ['#shared/domain', '#shared/protocol', '#shared/device'],
    alsoBanned: [...ELECTRON, ...BROWSER_LIBRARIES],
  },
  {
    files: ['kiosk/main.ts', 'kiosk/preload.ts'],
    own: ['#kiosk'],
    mayImport: ['#shared/domain', '#shared/protocol', '#shared/device', '#shared/shell'],
    alsoBanned: BROWSER_LIBRARIES,
  },
  {
    files: ['display/main.ts', 'display/preload.ts'],
    own: ['#display'],
    mayImport: ['#shared/domain', '#shared/protocol', '#shared/device', '#shared/shell'],
    alsoBanned: BROWSER_LIBRARIES,
  },
  {
    files: ['kiosk/renderer/**'],
    own: ['#kiosk'],
    mayImport: ['#shared/ui', '#shared/domain', '#shared/protocol'],
    alsoBanned: [...NODE_BUILTINS, ...ELECTRON],
  },
  {
    files: ['display/renderer/**'],
    own: ['#display'],
    mayImport: ['#shared/ui', '#shared/domain', '#shared/protocol'],
    alsoBanned: [...NODE_BUILTINS, ...ELECTRON],
  },
];

/** Renderers share a folder name with their device's Node side, which they must not reach. */
const RENDERER_WALLS: Record<string, string[]> = {
  'kiosk/renderer/**': ['#kiosk/**', '!#kiosk/renderer/**'],
  'display/renderer/**': ['#display/**', '!#display/renderer/**'],
};

const FEATURE_ROUTES = {
  group: ['#hub/features/*/*.route.ts'],
  message: "A feature may use another's commands and queries, never its routes: only hub/routes.ts names them.",
};

function importRule(rule: FolderRule): ['error', { patterns: { group: string[]; message: string }[] }] {
  const open = new Set<string>([...rule.own, ...rule.mayImport]);
  const closed = APP_FOLDERS.filter((folder) => !open.has(folder)).map((folder) => `${folder}/**`);
  const walls = rule.files.flatMap((glob) => RENDERER_WALLS[glob] ?? []);
  const patterns = [
    {
      group: [...closed, ...(rule.alsoBanned ?? [])],
      message: `${rule.files[0]} may import only ${[...rule.own, ...rule.mayImport].join(', ')} (see ARCHITECTURE.md, "Who may import whom").`,
    },
    { group: ['../**'], message: 'Write the path from the top: #shared/…, #hub/…, #kiosk/….' },
  ];
  if (walls.length > 0) patterns.push({ group: walls, message: 'A renderer reaches its device only over the bridge.' });
  if (rule.files[0] === 'hub/**') patterns.push(FEATURE_ROUTES);
  return ['error', { patterns }];
}

/** Where order or time matters, time and chance are passed in, so that tests and the simulation own them. */
const PASSED_IN = [
  'shared/domain/**',
  'shared/device/**',
  'hub/features/**',
  'shared/ticket/**',
  'kiosk/printing/**',
  'kiosk/check-in.ts',
];

const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'testing/**', 'e2e/**', 'bench/**', 'demo/**', 'build/**'];

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['dist', '.cache', '.data', 'node_modules'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/consistent-type-definitions': ['error', 'type'],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'no-console': 'error',
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    // JSX compiles to the automatic runtime.
    'react/react-in-jsx-scope': 'off',
    // Awaiting in a loop is how ordered work (a feed, a spool, a protocol) is written here.
    'no-await-in-loop': 'off',
    'import/no-unassigned-import': 'off',
    // It does not see that a callback changes what a loop waits for.
    'no-unmodified-loop-condition': 'off',
    // A drawn SVG is an image too, and has no tag of its own for it.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'no-underscore-dangle': 'off',
    'promise/always-return': 'off',
    // fast-check and others are used as `fc.integer()`, as their documents show.
    'import/no-named-as-default-member': 'off',
    'oxc/no-map-spread': 'off',
    // The compiler checks that a switch over a union is whole.
    'typescript/consistent-return': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
  },
  overrides: [
    ...FOLDER_RULES.map((rule) => ({ files: rule.files, rules: { 'no-restricted-imports': importRule(rule) } })),
    {
      files: PASSED_IN,
      rules: {
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'Take a Clock (#shared/domain/ports.ts).' },
          { object: 'Math', property: 'random', message: 'Take a Random (#shared/domain/ports.ts).' },
          { object: 'crypto', property: 'randomUUID', message: 'Take Ids (#shared/domain/ports.ts).' },
        ],
        'no-restricted-globals': [
          'error',
          { name: 'setTimeout', message: 'Take a Scheduler (#shared/domain/ports.ts).' },
          { name: 'setInterval', message: 'Take a Scheduler (#shared/domain/ports.ts).' },
        ],
      },
    },
    {
      files: TESTS,
      rules: {
        'no-restricted-imports': 'off',
        'no-restricted-properties': 'off',
        'no-restricted-globals': 'off',
        'unicorn/consistent-function-scoping': 'off',
        'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
        'no-console': 'off',
      },
    },
    { files: ['**/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
