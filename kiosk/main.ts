import { join } from 'node:path';
import { serveIpc } from '#shared/device/bridge-host/serve-ipc.ts';
import { readSettings } from '#shared/device/program/device-settings.ts';
import { explainStartError } from '#shared/device/program/explain-start-error.ts';
import { programLog } from '#shared/device/program/program-log.ts';
import { runShell } from '#shared/shell/run-shell.ts';
import { kioskSettingsSchema } from './kiosk-settings.ts';
import { startKiosk } from './start-kiosk.ts';

/** The kiosk as an Electron app. Bundled to dist/electron/kiosk, beside its preload; built pages and migrations above. */
const HERE = import.meta.dirname;

await runShell({
  title: 'Anteroom Kiosk',
  pageFolder: join(HERE, '../../kiosk'),
  preload: join(HERE, 'preload.cjs'),
  kiosk: process.env['ANTEROOM_WINDOWED'] !== 'true',
  explain: explainStartError,
  start: (userData, { restart, exit, saveFile, keyProtection }) => {
    const settings = readSettings(kioskSettingsSchema, { ANTEROOM_DATA_DIR: userData, ...process.env });
    const log = programLog('kiosk', settings.LOG_LEVEL);
    const migrationsFolder = join(HERE, '../../../migrations/device');
    const kiosk = startKiosk(settings, log, { migrationsFolder, restart, exit, saveFile, keyProtection });
    return {
      serve: (ipc, page, origin) => void serveIpc(kiosk.bridge, ipc, page, origin),
      onPageCrash: (reason) => log.error({ reason }, 'the page crashed'),
      stop: async () => kiosk.stop(),
    };
  },
});
