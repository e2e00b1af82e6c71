import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { APP_VERSION } from '#shared/device/app-version.ts';
import { serveBridge } from '#shared/device/bridge-host/serve-bridge.ts';
import { startBrowserHost } from '#shared/device/bridge-host/start-browser-host.ts';
import { deviceSettingsShape, pairingOf, readSettings } from '#shared/device/program/device-settings.ts';
import { programLog } from '#shared/device/program/program-log.ts';
import { runProgram } from '#shared/device/program/run-program.ts';
import { hubConnector } from '#shared/device/sync/connect-hub.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { displayContract } from '#shared/protocol/bridge/display-contract.ts';
import { startDisplay } from './start-display.ts';

const DEFAULT_PORT = 3200;
const PAGE = fileURLToPath(new URL('../dist/display', import.meta.url));

/** The display behind a browser on this machine: `node display/serve.ts`. */
await runProgram('The display', async () => {
  const settings = readSettings(z.object(deviceSettingsShape(DEFAULT_PORT)), process.env);
  const log = programLog('display', settings.LOG_LEVEL);
  const display = startDisplay({
    dataDir: settings.ANTEROOM_DATA_DIR,
    appVersion: APP_VERSION,
    pollMs: settings.ANTEROOM_POLL_SECONDS * 1000,
    pairing: pairingOf(settings),
    ports: systemPorts(),
    connect: hubConnector({ pokes: settings.ANTEROOM_POKES }),
    log,
  });
  const host = await startBrowserHost({
    name: 'display',
    port: settings.PORT,
    pageFolder: PAGE,
    bridge: serveBridge(displayContract, display.handlers, log),
  }).catch(async (error: unknown) => {
    await display.stop();
    throw error;
  });
  return {
    url: host.startUrl,
    stop: async () => {
      await host.close();
      await display.stop();
    },
  };
});
