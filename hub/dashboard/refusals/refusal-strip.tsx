import { Check, TabletSmartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { listCheckInRefusals, type CheckInRefusal } from '#shared/protocol/api/devices.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { useNow } from '#dashboard/api/use-now.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { openRefusals, withDone } from './open-refusals.ts';

/** Someone is on the way from a kiosk to the desk: no change of a queue tells of them, so they are asked for. */
const ASK_EVERY_MS = 5_000;
const SHOWN_AT_ONCE = 2;

/** Whom kiosks have just sent to the desk, why, and what to do. Nothing at all while there is nobody. */
export function RefusalStrip() {
  const { t } = useTranslation();
  const { preferences } = useDashboard();
  const now = useNow();
  const [isWhole, setWhole] = useState(false);
  const done = useStore(preferences, (state) => state.refusalsDone);
  const refusals = useList('refusals', listCheckInRefusals, {}, { poked: true, everyMs: ASK_EVERY_MS });
  const open = openRefusals(refusals.data ?? [], done, now);
  const shown = isWhole ? open : open.slice(0, SHOWN_AT_ONCE);
  const finish = (ids: number[]) => preferences.setState({ refusalsDone: withDone(done, ids) });
  return (
    <section aria-label={t('refusals.title')} aria-live="polite" className="shrink-0 print:hidden">
      {open.length > 0 && (
        <ul className="max-h-56 overflow-y-auto border-b border-line bg-warn-soft text-on-warn-soft">
          {shown.map((refusal) => (
            <RefusalLine key={refusal.id} refusal={refusal} onDone={() => finish([refusal.id])} />
          ))}
          {open.length > SHOWN_AT_ONCE && (
            <li className="flex justify-end gap-2 px-4 pb-1.5">
              <Button tone="quiet" size="small" className="text-current!" onPress={() => setWhole(!isWhole)}>
                {isWhole ? t('refusals.fewer') : t('refusals.more', { number: String(open.length - SHOWN_AT_ONCE) })}
              </Button>
              <Button
                tone="quiet"
                size="small"
                className="text-current!"
                onPress={() => finish(open.map(({ id }) => id))}
              >
                {t('refusals.allDone')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function RefusalLine({ refusal, onDone }: { refusal: CheckInRefusal; onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { appointment } = refusal;
  const device = `\u2068${refusal.device_name ?? t('devices.kiosk')}\u2069`;
  return (
    <li data-testid="refusal" data-reason={refusal.reason} className="flex items-center gap-3 px-4 py-1.5">
      <TabletSmartphone aria-hidden="true" className="size-5 shrink-0" />
      <p className="min-w-0 grow text-base">
        <span className="tabular-nums">{format.time(Date.parse(refusal.at))}</span>
        {' · '}
        <strong>{t(`refusals.${refusal.reason}`, { device })}</strong>
        {appointment && (
          <>
            {' · '}
            {t('refusals.appointment', {
              number: `\u2068${appointment.appointment_number}\u2069`,
              time: format.time(Date.parse(appointment.scheduled_date)),
              day: format.day(Date.parse(appointment.scheduled_date)),
              doctor: `\u2068${appointment.doctor_name}\u2069`,
            })}
          </>
        )}
        <span className="block text-sm">{t(`refusals.${refusal.reason}.do`)}</span>
      </p>
      <Button size="small" onPress={onDone} data-testid="refusal-done">
        <Check aria-hidden="true" className="size-4" />
        {t('refusals.done')}
      </Button>
    </li>
  );
}
