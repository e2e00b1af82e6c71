import { BrowserWindow } from 'electron';
import { PAGE_ORIGIN } from './page-files.ts';

export type PageWindowOptions = {
  title: string;
  preload: string;
  /** Full screen without a way out, as it stands in a waiting room; a plain window for whoever works on it. */
  kiosk: boolean;
  /** After each crash of the page, before it is loaded again. */
  onPageCrash: (reason: string) => void;
};

/** The app's one window. It shows itself when the page has drawn, and loads the page again when that crashes. */
export function openPageWindow({ title, preload, kiosk, onPageCrash }: PageWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title,
    show: false,
    kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !kiosk,
      // Announcements play without a tap: nobody taps a screen on the wall.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onPageCrash(reason);
    if (!window.isDestroyed() && reason !== 'clean-exit') void window.loadURL(`${PAGE_ORIGIN}/`);
  });
  return window;
}
