import { useTranslation } from 'react-i18next';
import { localize, type Language } from '#shared/domain/language.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';

export type RecentCallsProps = { calls: readonly Announcement[]; language: Language };

/** Newest first, the newest largest; as many as the screen has room for. */
export function RecentCalls({ calls, language }: RecentCallsProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="recent-calls" className="flex min-h-0 min-w-0 flex-1 flex-col portrait:flex-[1.1]">
      <h2 id="recent-calls" className="mb-[1.25rem] text-[2.5rem] leading-[1.3] font-[500] text-ink-soft">
        {t('board.calls')}
      </h2>
      {calls.length === 0 ? (
        <NoCalls />
      ) : (
        <ol data-testid="recent-calls" className="flex min-h-0 flex-1 flex-col gap-[1.25rem]">
          {calls.map((call, i) => (
            <CallRow key={call.uid} call={call} language={language} isNewest={i === 0} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** What would be cut off at the foot of the list is left out. */
const FITTING_ROWS = 'nth-[n+6]:hidden';

function CallRow({ call, language, isNewest }: { call: Announcement; language: Language; isNewest: boolean }) {
  const row = isNewest ? 'h-[15rem] shrink-0 bg-accent-soft text-on-accent-soft' : 'max-h-[9rem] flex-1 bg-surface';
  return (
    <li
      data-testid="recent-call"
      data-token={call.token}
      className={`flex min-h-0 items-center gap-[3rem] rounded-2xl px-[3rem] ${FITTING_ROWS} ${row}`}
    >
      <span
        dir="ltr"
        className={`shrink-0 rtl:text-right font-numerals leading-none font-[740] tracking-[-0.01em] tabular-nums ${isNewest ? 'min-w-[30rem] text-[10.5rem] text-glow' : 'min-w-[18rem] text-[5.25rem]'}`}
      >
        {call.token}
      </span>
      <span
        className={`line-clamp-2 min-w-0 py-[0.12em] leading-[1.2] font-[600] rtl:leading-[1.4] ${isNewest ? 'text-[4.5rem]' : 'text-[2.75rem] rtl:text-[2.4rem]'}`}
      >
        {localize(call.station, language)}
      </span>
    </li>
  );
}

function NoCalls() {
  const { t } = useTranslation();
  return (
    <div className="grid flex-1 place-content-center gap-[1rem] rounded-2xl bg-surface px-[4rem] text-center">
      <p className="text-[4.25rem] leading-[1.25] font-[650] text-balance">{t('board.noCalls')}</p>
      <p className="text-[2.75rem] leading-[1.35] text-ink-soft text-balance">{t('board.noCallsHint')}</p>
    </div>
  );
}
