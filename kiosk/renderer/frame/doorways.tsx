const DOORS = [
  { width: 520, height: 520, glow: 0 },
  { width: 400, height: 440, glow: 12 },
  { width: 290, height: 360, glow: 28 },
  { width: 190, height: 280, glow: 55 },
  { width: 104, height: 204, glow: 100 },
];

/** Room behind room, and light in the last: the mark, walked into. */
export function Doorways({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 600 540" preserveAspectRatio="xMidYMax meet" className={className} aria-hidden="true">
      {DOORS.map(({ width, height, glow }) => (
        <path
          key={width}
          d={`M${300 - width / 2} 540v${width / 2 - height}a${width / 2} ${width / 2} 0 0 1 ${width} 0v${height - width / 2}Z`}
          fill={`color-mix(in oklab, color-mix(in oklab, var(--color-hero), white 5%), var(--color-glow) ${glow}%)`}
        />
      ))}
    </svg>
  );
}
