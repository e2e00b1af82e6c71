import { join } from 'node:path';
import { z } from 'zod';
import { APP_VERSION } from '#shared/device/app-version.ts';
import { serveBridge } from '#shared/device/bridge-host/serve-bridge.ts';
import { serveIpc } from '#shared/device/bridge-host/serve-ipc.ts';
import { deviceSettingsShape, pairingOf, readSettings } from '#shared/device/program/device-settings.ts';
import { explainStartError } from '#shared/device/program/explain-start-error.ts';
import { programLog } from '#shared/device/program/program-log.ts';
import { hubConnector } from '#shared/device/sync/connect-hub.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { displayContract } from '#shared/protocol/bridge/display-contract.ts';
import { runShell } from '#shared/shell/run-shell.ts';
import { startDisplay } from './start-display.ts';

/** The display as an Electron app. Bundled to dist/electron/display, beside its preload. */
const HERE = import.meta.dirname;
// The browser host's port is of no use here; its default keeps the settings' shape.
const settingsSchema = z.object(deviceSettingsShape(0));

await runShell({
  title: 'Anteroom Display',
  pageFolder: join(HERE, '../../display'),
  preload: join(HERE, 'preload.cjs'),
  kiosk: process.env['ANTEROOM_WINDOWED'] !== 'true',
  explain: explainStartError,
  start: (userData, { keyProtection }) => {
    const settings = readSettings(settingsSchema, { ANTEROOM_DATA_DIR: userData, ...process.env });
    const log = programLog('display', settings.LOG_LEVEL);
    const display = startDisplay({
      dataDir: settings.ANTEROOM_DATA_DIR,
      migrationsFolder: join(HERE, '../../../migrations/device'),
      appVersion: APP_VERSION,
      pollMs: settings.ANTEROOM_POLL_SECONDS * 1000,
      hubUrl: settings.ANTEROOM_HUB_URL,
      pairing: pairingOf(settings),
      ports: systemPorts(),
      connect: hubConnector({ pokes: settings.ANTEROOM_POKES }),
      log,
      keyProtection,
    });
    const bridge = serveBridge(displayContract, display.handlers, log);
    return {
      serve: (ipc, page, origin) => void serveIpc(bridge, ipc, page, origin),
      onPageCrash: (reason) => log.error({ reason }, 'the page crashed'),
      stop: display.stop,
    };
  },
});
