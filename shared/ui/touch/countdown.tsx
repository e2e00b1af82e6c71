import { useTranslation } from 'react-i18next';

export type CountdownProps = { secondsLeft: number; totalSeconds: number; className?: string };

const RADIUS = 26;
const AROUND = 2 * Math.PI * RADIUS;

/** A ring that empties, with the seconds in it: seen without reading, read without colour. */
export function Countdown({ secondsLeft, totalSeconds, className = 'size-24' }: CountdownProps) {
  const { t } = useTranslation();
  const left = Math.max(0, Math.min(1, secondsLeft / totalSeconds));
  return (
    <span role="timer" className={`relative inline-grid shrink-0 place-items-center ${className}`}>
      <svg viewBox="0 0 60 60" className="absolute inset-0 -rotate-90" aria-hidden="true">
        <circle cx="30" cy="30" r={RADIUS} fill="none" stroke="var(--color-line)" strokeWidth="5" />
        <circle
          cx="30"
          cy="30"
          r={RADIUS}
          fill="none"
          stroke="var(--color-accent)"
          strokeWidth="5"
          strokeLinecap="round"
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - left)}
        />
      </svg>
      <span aria-hidden="true" className="font-numerals text-2xl font-[650] tabular-nums">
        {secondsLeft}
      </span>
      <span className="sr-only">{t('common.secondsLeft', { count: secondsLeft })}</span>
    </span>
  );
}
