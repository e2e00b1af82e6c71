/** The clinic's own words along the foot of the screen. No messages, no strip. */
export function Ticker({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <p data-testid="ticker" className="truncate rounded-xl bg-surface px-[2.5rem] py-[1.25rem] text-[2.5rem]">
      {messages.join('  ·  ')}
    </p>
  );
}
