import { app, session } from 'electron';
import { PAGE_ORIGIN } from './page-files.ts';

/**
 * What no page of ours needs, and no page of anyone's gets: leaving, opening windows, embedding, downloads, devices,
 * permissions. To be called once, before the first window.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${PAGE_ORIGIN}/`)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
  // Everything a page may load comes through the scheme's handler; the network is the device core's alone.
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const isOurs = details.url.startsWith(`${PAGE_ORIGIN}/`) || details.url.startsWith('blob:');
    answer({ cancel: !isOurs && !details.url.startsWith('data:') && !details.url.startsWith('devtools:') });
  });
}
