export type Fact = {
  text: string;
  /** Never cut: short, and worth more than the rest. */
  whole?: boolean;
  /** Must not be overlooked. */
  tone?: 'alert' | undefined;
};

/** Facts in one line, parted by dots. Each is cut at its own end, whichever way it is written. */
export function FactLine({ facts }: { facts: readonly Fact[] }) {
  return (
    <span className="flex min-w-0 gap-x-1 text-sm text-ink-soft" title={facts.map(({ text }) => text).join(' · ')}>
      {facts.map(({ text, whole, tone }, at) => (
        <span key={text} className={`flex min-w-0 gap-x-1 whitespace-nowrap ${whole ? 'shrink-0' : ''}`}>
          {at > 0 && <span aria-hidden="true">·</span>}
          <bdi
            className={`min-w-0 truncate ${tone === 'alert' ? 'rounded-sm bg-alert px-1.5 font-semibold text-on-alert' : ''}`}
          >
            {text}
          </bdi>
        </span>
      ))}
    </span>
  );
}
