/** Every page that Vite builds: its folder (with an index.html) and where the built files go. */
export const RENDERER_TARGETS = {
  kiosk: { root: 'kiosk/renderer', base: './' },
  display: { root: 'display/renderer', base: './' },
  dashboard: { root: 'hub/dashboard', base: '/' },
} as const;

export type RendererName = keyof typeof RENDERER_TARGETS;
