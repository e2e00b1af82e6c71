import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { RENDERER_TARGETS, type RendererName } from './renderer-targets.ts';
import { isStampCurrent, sourceStamp, writeStamp } from './source-stamp.ts';
import { viteOptions } from './vite-options.ts';

/**
 * `node build/renderers.ts [name …]` builds the named pages (all of them without names) into dist/, leaving alone what
 * is current already.
 */
const TOP = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const names = (Object.keys(RENDERER_TARGETS) as RendererName[]).filter(
  (name) => wanted.length === 0 || wanted.includes(name),
);

for (const name of names) {
  const stampFile = `${TOP}dist/${name}/.stamp`;
  const stamp = sourceStamp(TOP, [RENDERER_TARGETS[name].root, 'shared', 'build']);
  if (isStampCurrent(stampFile, stamp)) continue;
  await build(viteOptions(name));
  writeStamp(stampFile, stamp);
  console.log(`built dist/${name}`);
}
