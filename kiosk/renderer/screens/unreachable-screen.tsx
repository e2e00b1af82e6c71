import { useTranslation } from 'react-i18next';
import { Notice } from '#kiosk/renderer/frame/notice.tsx';
import { AlertIcon } from '#shared/ui/icons/action-icons.tsx';

/** The page has lost its device program; it comes back by itself as soon as the program does. */
export function UnreachableScreen() {
  const { t } = useTranslation();
  return (
    <main className="flex h-full flex-col bg-canvas p-14">
      <Notice
        testId="unreachable"
        icon={<AlertIcon className="size-14" />}
        title={t('unreachable.title')}
        body={t('unreachable.body')}
      />
    </main>
  );
}
