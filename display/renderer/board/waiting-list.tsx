import { useTranslation } from 'react-i18next';
import { localize, type Language } from '#shared/domain/language.ts';
import type { Board } from '#shared/protocol/bridge/display-contract.ts';
import type { Format } from '#shared/ui/i18n/format.ts';
import { FitText } from '#display/renderer/fit-text.tsx';
import { usePage } from './use-page.ts';
import { pagesOf, tokensShown } from './waiting-pages.ts';

type Group = Board['waiting'][number];
export type WaitingListProps = { groups: readonly Group[]; language: Language; format: Format };

/** Who is next, by doctor. More doctors than fit take turns. */
export function WaitingList({ groups, language, format }: WaitingListProps) {
  const { t } = useTranslation();
  const pages = pagesOf(groups);
  const page = usePage(pages.length);
  const shown = pages[page] ?? [];
  return (
    <section
      aria-labelledby="waiting"
      className="flex min-h-0 min-w-0 flex-col landscape:w-[43rem] landscape:shrink-0 portrait:flex-1"
    >
      <h2 id="waiting" className="mb-[1.25rem] flex text-[2.5rem] leading-[1.3] font-[500] text-ink-soft">
        <span className="flex-1">{t('board.waiting')}</span>
        {pages.length > 1 && <PageDots count={pages.length} page={page} />}
      </h2>
      <div data-testid="waiting-list" className="flex min-h-0 flex-1 flex-col gap-[1.25rem] overflow-hidden">
        {shown.length === 0 && (
          <p className="grid flex-1 place-content-center rounded-2xl border-[0.15rem] border-line p-[2rem] text-center text-[2.75rem] text-ink-soft">
            {t('board.noWaiting')}
          </p>
        )}
        {shown.map((group) => (
          <WaitingGroup
            key={`${group.doctor?.uid}/${group.service.uid}`}
            group={group}
            groupsOnPage={shown.length}
            language={language}
            format={format}
          />
        ))}
      </div>
    </section>
  );
}

type WaitingGroupProps = { group: Group; groupsOnPage: number; language: Language; format: Format };

function WaitingGroup({ group, groupsOnPage, language, format }: WaitingGroupProps) {
  const { t } = useTranslation();
  const { shown, more } = tokensShown(group, groupsOnPage);
  const amount = format.number(more);
  return (
    <div data-testid="waiting-group" className="rounded-2xl border-[0.15rem] border-line px-[2rem] py-[1.2rem]">
      <div className="flex items-center gap-[1.5rem]">
        <h3 className="min-w-0 flex-1 font-[650] text-accent">
          <FitText max={2.4} min={1.6} className="h-[3.7rem] items-center leading-[1.35]">
            {localize((group.doctor ?? group.service).name, language)}
          </FitText>
        </h3>
        {group.waitMinutes && <WaitRange minutes={group.waitMinutes} format={format} />}
      </div>
      <ol className="mt-[0.15rem] grid grid-cols-3 gap-x-[1.5rem] font-numerals text-[3.1rem] leading-[1.35] font-[600] tabular-nums rtl:text-right">
        {shown.map((token) => (
          <li key={token} data-testid="waiting-token" className="first:text-glow">
            <span dir="ltr">{token}</span>
          </li>
        ))}
        {more > 0 && (
          <li className="text-ink-soft" aria-label={t('board.moreLabel', { amount })}>
            <span dir="ltr">{t('board.more', { amount })}</span>
          </li>
        )}
      </ol>
    </div>
  );
}

/** What somebody who joins now is told: an answer to "how long does it take?" for everyone in the room. */
function WaitRange({ minutes, format }: { minutes: readonly [number, number]; format: Format }) {
  const { t } = useTranslation();
  const [low, high] = minutes.map((end) => format.number(end));
  return (
    <span
      data-testid="wait-range"
      aria-label={t('board.waitLabel', { low, high })}
      className="shrink-0 text-[2rem] leading-[1.35] whitespace-nowrap text-ink-soft tabular-nums"
    >
      <bdi>{t('board.wait', { low, high })}</bdi>
    </span>
  );
}

function PageDots({ count, page }: { count: number; page: number }) {
  return (
    <span aria-hidden="true" className="flex items-center gap-[0.75rem]">
      {Array.from({ length: count }, (_, i) => (
        <i key={i} className={`h-[0.9rem] w-[0.9rem] rounded-pill ${i === page ? 'bg-ink' : 'bg-line-strong'}`} />
      ))}
    </span>
  );
}
