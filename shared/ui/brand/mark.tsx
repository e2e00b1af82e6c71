export type MarkProps = { className?: string; title?: string };

/**
 * The mark: a doorway with the light of the next room in it — the room before the room. Drawn in `currentColor`, the
 * light in the glow token.
 */
export function Mark({ className, title }: MarkProps) {
  return (
    <svg viewBox="0 0 64 64" className={className} role={title ? 'img' : 'presentation'} aria-label={title}>
      <path fill="currentColor" d="M8 62V28a24 24 0 0 1 48 0v34H42V28a10 10 0 0 0-20 0v34Z" />
      <path fill="var(--color-glow)" d="M26 62V30a6 6 0 0 1 12 0v32Z" />
    </svg>
  );
}
