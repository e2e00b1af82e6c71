export type IconProps = { className?: string };

/** A line icon on a 24-unit grid, drawn in the colour of the text. Never the only carrier of a meaning. */
export function Icon({
  className = 'size-8',
  path,
  mirrored = false,
}: IconProps & { path: string; mirrored?: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${className} ${mirrored ? 'rtl:-scale-x-100' : ''}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
