import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { RENDERER_TARGETS, type RendererName } from './renderer-targets.ts';

const TOP = fileURLToPath(new URL('..', import.meta.url));

/** One set of Vite options for all pages, so that they cannot drift apart. */
export function viteOptions(name: RendererName): InlineConfig {
  const { root, base } = RENDERER_TARGETS[name];
  return {
    configFile: false,
    root: `${TOP}${root}`,
    base,
    logLevel: 'warn',
    plugins: [react(), tailwindcss()],
    build: {
      outDir: `${TOP}dist/${name}`,
      emptyOutDir: true,
      target: 'chrome140',
      // The CSP forbids data: scripts and styles; small files stay files.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
}
