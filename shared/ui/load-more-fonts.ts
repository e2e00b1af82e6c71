/**
 * Adds Chinese, Korean and the scripts of names. Their hundreds of unicode ranges are rules that the first paint need not
 * wait for; the glyphs themselves are fetched only when such text is on the screen.
 */
export async function loadMoreFonts(): Promise<void> {
  await import('./more-fonts.css');
}
