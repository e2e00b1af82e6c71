import { useTranslation } from 'react-i18next';
import { Wordmark } from '#shared/ui/brand/wordmark.tsx';
import { useConnection } from '#shared/ui/use-connection.ts';
import type { DisplayBridge } from '#display/renderer/use-display-topic.ts';

/** Only until the device has said what it is, which is moments, or for as long as its program is down. */
export function StartingScreen({ bridge }: { bridge: DisplayBridge }) {
  const { t } = useTranslation();
  const connected = useConnection(bridge);
  return (
    <main className="grid h-dvh place-content-center justify-items-center gap-[3rem]" data-testid="starting">
      <Wordmark className="text-[5rem]" />
      <output className="text-[2.5rem] text-ink-soft">{connected ? t('app.starting') : t('status.deviceLost')}</output>
    </main>
  );
}
