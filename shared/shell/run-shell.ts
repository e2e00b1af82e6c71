import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  app,
  dialog,
  ipcMain,
  powerSaveBlocker,
  protocol,
  safeStorage,
  type IpcMain,
  type WebContents,
} from 'electron';
import { guardKey, type KeyGuard } from './guard-key.ts';
import { lockDown } from './lock-down.ts';
import { openPageWindow } from './open-page-window.ts';
import { PAGE_ORIGIN, PAGE_SCHEME, servePageFile } from './page-files.ts';

export type ShellOptions = {
  title: string;
  /** The built renderer. */
  pageFolder: string;
  preload: string;
  kiosk: boolean;
  /** Starts the device. What it throws is shown in one line, by `explain`. */
  start: (userData: string, shell: ShellHost) => ShellDevice;
  explain: (error: unknown) => string;
};

/** What a device may ask of the app around it. */
export type ShellHost = {
  /** Ends the app and starts it again. */
  restart: () => void;
  /** Ends the app and leaves the machine's own desktop. */
  exit: () => void;
  /** Writes a file among the downloads, where pages themselves may put nothing; gives its path. */
  saveFile: (fileName: string, text: string) => Promise<string>;
  /** Keeps the store's key from who copies the data folder. */
  keyProtection: KeyGuard;
};

export type ShellDevice = {
  /** Puts the device's bridge behind the window's IPC. */
  serve(ipc: IpcMain, page: WebContents, origin: string): void;
  onPageCrash(reason: string): void;
  stop(): Promise<void>;
};

/** An Electron app around a device: one instance, one window, nothing a page could get out by. */
export async function runShell(options: ShellOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit();
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  app.enableSandbox();
  await app.whenReady();
  lockDown();
  protocol.handle(PAGE_SCHEME, async (request) => servePageFile(options.pageFolder, request.url));

  let device: ShellDevice;
  try {
    device = options.start(app.getPath('userData'), shellHost());
  } catch (error) {
    dialog.showErrorBox(options.title, options.explain(error));
    return app.exit(1);
  }
  quitCleanly(device);
  powerSaveBlocker.start('prevent-display-sleep');
  const window = openPageWindow({ ...options, onPageCrash: (reason) => device.onPageCrash(reason) });
  device.serve(ipcMain, window.webContents, PAGE_ORIGIN);
  app.on('second-instance', () => window.focus());
  app.on('window-all-closed', () => app.quit());
  await window.loadURL(`${PAGE_ORIGIN}/`);
}

function shellHost(): ShellHost {
  return {
    restart: () => {
      app.relaunch();
      app.quit();
    },
    exit: () => app.quit(),
    saveFile: async (fileName, text) => {
      const path = join(app.getPath('downloads'), basename(fileName));
      await writeFile(path, text);
      return path;
    },
    keyProtection: guardKey(safeStorage, process.platform),
  };
}

/** The store is closed before the process ends, however long the hub takes to hang up. */
function quitCleanly(device: ShellDevice): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    stopped = true;
    void device.stop().finally(() => app.quit());
  });
}
