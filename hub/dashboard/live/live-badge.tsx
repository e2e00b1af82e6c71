import { CloudOff, LoaderCircle, Radio, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { livenessOf } from './live.store.ts';

const CALM = 'bg-good-soft text-on-good-soft';
const WARN = 'bg-warn-soft text-on-warn-soft';
const BAD = 'bg-alert-soft text-on-alert-soft';

/** Whether the screen can be believed right now, and since when not. */
export function LiveBadge() {
  const { t } = useTranslation();
  const { live } = useDashboard();
  const format = useFormat();
  const liveness = livenessOf(useStore(live));
  const [look, Icon, text, more] = (() => {
    switch (liveness.kind) {
      case 'live':
        return [CALM, Radio, t('live.live'), null] as const;
      case 'connecting':
        return [CALM, LoaderCircle, t('live.connecting'), null] as const;
      case 'polling':
        return [
          WARN,
          RefreshCw,
          t('live.polling', { time: format.time(liveness.since) }),
          t('live.pollingMore'),
        ] as const;
      case 'stale':
        return liveness.since === null
          ? ([BAD, CloudOff, t('live.staleEver'), null] as const)
          : ([BAD, CloudOff, t('live.stale', { time: format.time(liveness.since) }), t('live.staleMore')] as const);
    }
  })();
  return (
    <output
      data-testid="live-state"
      data-state={liveness.kind}
      title={more ?? undefined}
      className={`flex min-h-9 shrink-0 items-center gap-2 rounded-pill px-3 text-sm font-semibold ${look}`}
    >
      <Icon aria-hidden="true" className="size-4" />
      {text}
      {more && <span className="sr-only">{more}</span>}
    </output>
  );
}
