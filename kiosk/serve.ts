import { fileURLToPath } from 'node:url';
import { startBrowserHost } from '#shared/device/bridge-host/start-browser-host.ts';
import { readSettings } from '#shared/device/program/device-settings.ts';
import { programLog } from '#shared/device/program/program-log.ts';
import { runProgram } from '#shared/device/program/run-program.ts';
import { kioskSettingsSchema } from './kiosk-settings.ts';
import { startKiosk } from './start-kiosk.ts';

/** The kiosk for any Chromium on this machine: `node kiosk/serve.ts`, then open the address that it prints. */
const PAGE = fileURLToPath(new URL('../dist/kiosk', import.meta.url));

await runProgram('The kiosk', async () => {
  const settings = readSettings(kioskSettingsSchema, process.env);
  const kiosk = startKiosk(settings, programLog('kiosk', settings.LOG_LEVEL), {
    // The ordinary end; whoever supervises it begins it anew.
    restart: settings.ANTEROOM_SUPERVISED ? () => process.kill(process.pid, 'SIGTERM') : undefined,
  });
  try {
    const host = await startBrowserHost({
      name: 'kiosk',
      port: settings.PORT,
      pageFolder: PAGE,
      bridge: kiosk.bridge,
    });
    return {
      url: host.startUrl,
      stop: async () => {
        await host.close();
        await kiosk.stop();
      },
    };
  } catch (error) {
    await kiosk.stop();
    throw error;
  }
});
