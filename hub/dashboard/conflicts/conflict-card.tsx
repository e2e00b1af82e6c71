import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AppError } from '#shared/domain/errors.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import type { SyncConflict } from '#shared/protocol/api/conflicts.ts';
import { useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { ConflictSides } from './conflict-sides.tsx';
import { LostSlot } from './lost-slot.tsx';
import { ResolveConflict } from './resolve-conflict.tsx';

/** One thing to decide: what happened, both sides, and the ways out. */
export function ConflictCard({ conflict }: { conflict: SyncConflict }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { dateOf } = useClinicDay();
  const { patient, appointment, token_number: token } = conflict;
  const at = (iso: string) => `${format.date(dateOf(Date.parse(iso)))}, ${format.time(Date.parse(iso))}`;
  const subject = patient
    ? `${patient.first_name} ${patient.last_name}`
    : (appointment?.appointment_number ?? t('conflicts.unknownSubject'));
  return (
    <article
      aria-label={subject}
      data-testid="conflict"
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-5"
    >
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-lg font-semibold">
          {patient ? (
            <Link href={`/patients/${patient.id}`} className="text-accent underline">
              <bdi>{subject}</bdi>
            </Link>
          ) : (
            <bdi>{subject}</bdi>
          )}
        </h2>
        {token !== null && (
          <bdi dir="ltr" className="font-numerals font-bold">
            {tokenLabel(parseWholeToken(token))}
          </bdi>
        )}
        <p className="text-sm text-ink-soft">
          {t('conflicts.where', {
            device: `\u2068${conflict.device?.name ?? conflict.device_id}\u2069`,
            time: at(conflict.recorded_at),
          })}
        </p>
      </header>
      {conflict.code && <p className="text-base">{errorText(t, new AppError(conflict.code, {}))}</p>}
      {appointment?.needs_rebooking && <LostSlot appointment={appointment} />}
      {conflict.fields.length > 0 && <ConflictSides fields={conflict.fields} />}
      {conflict.resolved_at === null ? (
        <ResolveConflict conflict={conflict} />
      ) : (
        <p className="text-base text-ink-soft">
          {t('conflicts.settled', {
            how: t([`conflicts.resolution.${conflict.resolution ?? 'handled'}`, 'conflicts.resolution.handled']),
            who: `\u2068${conflict.resolved_by ?? t('conflicts.byItself')}\u2069`,
            time: at(conflict.resolved_at),
          })}
          {conflict.resolution_note && <bdi className="block text-ink">{conflict.resolution_note}</bdi>}
        </p>
      )}
    </article>
  );
}
