import { StartError } from '#hub/start-error.ts';

/** Turns a failed first connection to `url` into one line for the terminal; the password stays out of it. */
export function explainConnectionProblem(url: string, error: unknown): StartError {
  const target = URL.canParse(url) ? new URL(url) : null;
  const server = target ? `${target.hostname || 'localhost'}:${target.port || '5432'}` : 'the given address';
  const database = decodeURIComponent(target?.pathname.slice(1) ?? '');
  const user = decodeURIComponent(target?.username ?? '');
  return new StartError(problemText(firstCode(error), { server, database, user }), { cause: error });
}

type Target = { server: string; database: string; user: string };

function problemText(code: string, { server, database, user }: Target): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `No Postgres answers at ${server}: start it, correct DATABASE_URL, or unset DATABASE_URL to use the built-in one.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL (${server}) cannot be found: correct DATABASE_URL or the network.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `Postgres at ${server} cannot be reached in time: check the network, or correct DATABASE_URL.`;
    case '28P01':
    case '28000':
      return `Postgres at ${server} refuses user "${user}": correct the user name or password in DATABASE_URL.`;
    case '3D000':
      return `There is no database "${database}" at ${server}: create it (createdb ${database}), or correct DATABASE_URL.`;
    case '42501':
      return `User "${user}" may not set up database "${database}" at ${server}: make it the owner of the database.`;
    case '53300':
      return `Postgres at ${server} has no connection left: raise its max_connections or stop another program.`;
    default:
      return `Postgres at ${server} cannot be used (${code}): check DATABASE_URL and the server's log.`;
  }
}

/** The driver wraps: an AggregateError holds one error for each address, drizzle's error its cause. */
function firstCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return firstCode(error.errors[0]);
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.cause !== undefined) return firstCode(error.cause);
  return /timeout/iu.test(error.message) ? 'ETIMEDOUT' : error.message.split('\n', 1)[0] || 'unknown';
}
