import { CircleCheck, LoaderCircle, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '#shared/domain/ports.ts';
import { useNow } from '#dashboard/api/use-now.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { useDevices } from './devices.queries.ts';

export type IssuedCode = { code: string; expiresAt: Instant; knownIds: readonly number[] };

/** The code, as large as it must be to be read across the room, and how long it is good for. */
export function PairingCode(props: {
  issued: IssuedCode;
  /** The device whose place another machine takes: it is back when it is no longer shut out. */
  replaces?: { id: number };
  onAgain: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { issued, replaces } = props;
  const now = useNow(1_000);
  const devices = useDevices(true);
  const fresh = devices.data?.find((device) =>
    replaces ? device.id === replaces.id && !device.revoked : !issued.knownIds.includes(device.id),
  );
  const left = Math.max(0, Math.ceil((issued.expiresAt - now) / 1000));
  if (fresh) {
    return (
      <output className="flex flex-col items-center gap-5 py-4 text-center" data-testid="pair-done">
        <CircleCheck aria-hidden="true" className="size-14 text-accent" />
        <p className="text-lg font-semibold">{t('pair.done', { name: `\u2068${fresh.name}\u2069` })}</p>
        <Button tone="primary" onPress={props.onClose} focusFirst>
          {t('common.close')}
        </Button>
      </output>
    );
  }
  if (left === 0) {
    return (
      <output className="flex flex-col items-center gap-5 py-4 text-center">
        <p className="text-lg font-semibold">{t('pair.expired')}</p>
        <Button tone="primary" onPress={props.onAgain} focusFirst>
          <RefreshCw aria-hidden="true" className="size-5" />
          {t('pair.again')}
        </Button>
      </output>
    );
  }
  return (
    <div className="flex flex-col items-center gap-4 py-2 text-center">
      <p className="text-base text-ink-soft">{t('pair.codeLabel')}</p>
      <p
        dir="ltr"
        data-testid="pairing-code"
        data-code={issued.code}
        className="rounded-lg bg-accent-soft px-6 py-4 font-numerals text-4xl font-bold tracking-[0.12em] text-on-accent-soft tabular-nums select-all"
      >
        {inGroups(issued.code)}
      </p>
      <p className="text-base tabular-nums" role="timer">
        {t('pair.expiresIn', { time: minutesAndSeconds(left) })}
      </p>
      <output className="flex items-center gap-2 text-sm text-ink-soft">
        <LoaderCircle aria-hidden="true" className="size-4 animate-spin" />
        {t('pair.waiting')}
      </output>
    </div>
  );
}

/** Codes are read aloud and typed; groups of three or four are what people keep in mind. */
function inGroups(code: string): string {
  if (/[^\p{L}\p{N}]/u.test(code)) return code;
  const size = code.length % 3 === 0 ? 3 : 4;
  return code.replace(new RegExp(`(.{${size}})(?=.)`, 'gu'), '$1 ');
}

/** `4:05`: the same in every language, as on a clock. */
function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
