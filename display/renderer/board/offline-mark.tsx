import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#shared/protocol/bridge/device-contract.ts';
import type { Format } from '#shared/ui/i18n/format.ts';
import { useConnection } from '#shared/ui/use-connection.ts';
import type { DisplayBridge } from '#display/renderer/use-display-topic.ts';

export type OfflineMarkProps = { bridge: DisplayBridge; sync: SyncStatus; format: Format };

/** Says since when this board has not been renewed, so that nobody trusts it more than it deserves. */
export function OfflineMark({ bridge, sync, format }: OfflineMarkProps) {
  const { t } = useTranslation();
  const connected = useConnection(bridge);
  if (connected && sync.online) return null;
  return (
    <output
      data-testid="offline-mark"
      className="flex shrink-0 items-center portrait:order-last portrait:w-full portrait:justify-center gap-[1.1rem] rounded-pill bg-warn-soft px-[2rem] py-[0.9rem] text-[2rem] leading-[1.3] font-[600] text-on-warn-soft"
    >
      <svg
        viewBox="0 0 24 24"
        className="h-[2.6rem] w-[2.6rem]"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        aria-hidden="true"
      >
        <path
          d="M12 19h.01M8.5 15.4a5 5 0 0 1 7 0M5 11.8a10 10 0 0 1 5-2.7m4.5.1a10 10 0 0 1 4.5 2.6M3 3l18 18"
          strokeLinecap="round"
        />
      </svg>
      {connected ? offlineText(t, sync, format) : t('status.deviceLost')}
    </output>
  );
}

function offlineText(t: TFunction, { lastContactAt }: SyncStatus, format: Format): string {
  return lastContactAt === null ? t('status.offline') : t('status.offlineSince', { time: format.time(lastContactAt) });
}
