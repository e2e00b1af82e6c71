import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { pagePolicyText } from '#shared/protocol/bridge/page-policy.ts';

/** A scheme of our own: pages from `file:` would share one origin with every file on the disk. */
export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://anteroom`;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
};

/** Answers a request for a built file of `folder`, and for nothing outside it. */
export async function servePageFile(folder: string, url: string): Promise<Response> {
  const { host, pathname } = new URL(url);
  const path = pathname === '/' ? '/index.html' : decodePath(pathname);
  const file = path === null ? null : normalize(join(folder, path));
  const type = file === null ? undefined : TYPES[extname(file)];
  if (host !== 'anteroom' || !file?.startsWith(normalize(folder + sep)) || type === undefined) return notFound();
  try {
    const headers = {
      'content-type': type,
      'content-security-policy': pagePolicyText(),
      'x-content-type-options': 'nosniff',
    };
    return new Response(await readFile(file), { headers });
  } catch {
    return notFound();
  }
}

function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

function notFound(): Response {
  return new Response('Not found.', { status: 404, headers: { 'content-type': 'text/plain' } });
}
