/**
 * Adds the Chinese faces. Their hundred unicode ranges are 100 kB of rules that the first paint need not wait for;
 * the glyphs themselves are fetched only when such text is on the screen.
 */
export async function loadChineseFont(): Promise<void> {
  await import('@fontsource-variable/noto-sans-sc/wght.css');
}
