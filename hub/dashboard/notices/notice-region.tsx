import { CircleCheck, TriangleAlert, Undo2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { SHORTCUT_KEYS } from '#dashboard/board/shortcuts.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { KeyCap } from '#dashboard/controls/key-cap.tsx';
import type { Notice } from './notices.store.ts';

/** What was just done, with the way back, and what did not work. Read out without taking the focus. */
export function NoticeRegion() {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const shown = useStore(notices);
  return (
    <section
      aria-label={t('notice.region')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex flex-col items-center gap-2 px-4 print:hidden"
      onPointerEnter={() => notices.hold()}
      onPointerLeave={() => notices.release()}
    >
      {shown.map((notice) => (
        <NoticeBar key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeBar({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const isProblem = notice.tone === 'problem';
  const Icon = isProblem ? TriangleAlert : CircleCheck;
  return (
    <div
      data-testid="notice"
      data-tone={notice.tone}
      className={`pointer-events-auto flex max-w-2xl animate-arrive items-center gap-3 rounded-md py-2 ps-4 pe-2 shadow-floating ${isProblem ? 'bg-alert text-on-alert' : 'bg-ink text-canvas'}`}
    >
      <Icon aria-hidden="true" className="size-5 shrink-0" />
      <span className="min-w-0 py-1 text-base font-semibold">
        {'error' in notice.text ? errorText(t, notice.text.error) : t(notice.text.key, { ...notice.text.values })}
      </span>
      {notice.undo && (
        <Button
          tone="quiet"
          size="small"
          data-testid="undo"
          className="border border-current/50 text-current! hover:bg-canvas/15! data-pressed:bg-canvas/15!"
          onPress={() => {
            notices.dismiss(notice.id);
            notice.undo?.run();
          }}
        >
          <Undo2 aria-hidden="true" className="size-4 rtl:-scale-x-100" />
          {t(notice.undo.labelKey)}
          <KeyCap>{SHORTCUT_KEYS.undo}</KeyCap>
        </Button>
      )}
      <Button
        tone="quiet"
        size="small"
        className="text-current! hover:bg-canvas/15! data-pressed:bg-canvas/15!"
        aria-label={t('notice.dismiss')}
        onPress={() => notices.dismiss(notice.id)}
      >
        <X aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}
