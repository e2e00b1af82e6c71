import { AppError } from '#shared/domain/errors.ts';

type Details = AppError['details'];

/** One line for the person at the terminal: what is wrong and what to do. */
const EXPLANATIONS: Record<string, (details: Details) => string> = {
  'settings.invalid': ({ problems }) => `These settings are not right: ${(problems as string[]).join('; ')}.`,
  'host.port_taken': ({ port }) => `Port ${String(port)} is in use. Stop what uses it, or set PORT to another one.`,
  'host.port_refused': ({ port, reason }) =>
    `Port ${String(port)} cannot be opened (${String(reason)}). Set PORT to another one.`,
  'host.page_not_built': ({ name }) => `The ${String(name)}'s page is not built yet. Run: npm run build`,
  'device.database_locked': () =>
    'The data folder is in use by another program. Stop that one, or set ANTEROOM_DATA_DIR to another folder.',
  'device.database_damaged': () =>
    'The database in the data folder is damaged and has been left as it is. Keep a copy of the folder, then set ' +
    'ANTEROOM_DATA_DIR to a new folder and pair again.',
  'device.log_damaged': () =>
    'The log in the data folder is damaged and has been left as it is. Keep a copy of the folder, then set ' +
    'ANTEROOM_DATA_DIR to a new folder and pair again.',
  'device.log_missing': () =>
    'The data folder knows its hub but has lost its log. Keep a copy of the folder, then set ANTEROOM_DATA_DIR to a ' +
    'new folder and pair again.',
  'device.database_newer': () => 'The data folder was written by a newer version. Install that version or a later one.',
  'device.database_unwritable': () =>
    'The data folder cannot be written to. Give this user the right to, and start again.',
  'device.database_unopenable': () =>
    'The data folder cannot be opened. Check ANTEROOM_DATA_DIR and the rights of this user.',
  'device.key_missing': ({ file }) =>
    `The key of the data folder's personal data is missing (${String(file)}). Put it back from where the folder was ` +
    'copied, or set ANTEROOM_DATA_DIR to a new folder and pair again.',
  'device.key_wrong': ({ file }) =>
    `${String(file)} is the key of another data folder. Put the right one back, or set ANTEROOM_DATA_DIR to a new ` +
    'folder and pair again.',
  'device.key_unreadable': ({ file }) =>
    `The key of the data folder (${String(file)}) cannot be read. Give this user, and no other, the right to.`,
  'device.disk_full': () => 'The disk is full. Nothing was changed: free some space and start again.',
  'device.disk_failed': () => 'The disk reports an error. Nothing was changed: check the disk and start again.',
};

export function explainStartError(error: unknown): string {
  if (!(error instanceof AppError)) return `It could not start: ${firstLine(error)}`;
  return EXPLANATIONS[error.code]?.(error.details) ?? `It could not start (${error.code}).`;
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
