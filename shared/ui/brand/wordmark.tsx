import { Mark } from './mark.tsx';

/** Mark and name together. The name is a name: the same letters in every language, never mirrored. */
export function Wordmark({ className = '' }: { className?: string }) {
  return (
    <span dir="ltr" className={`inline-flex items-center gap-[0.45em] text-accent ${className}`}>
      <Mark className="h-[1.25em] w-[1.25em]" />
      <span className="font-numerals font-[650] tracking-[-0.02em] text-ink">Anteroom</span>
    </span>
  );
}
