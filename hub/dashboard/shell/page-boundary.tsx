import { CloudOff } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';

type Props = { children: ReactNode };

/**
 * What stands where a page could not be fetched or drawn: the hub was updated or is away. Give it a `key` that changes with
 * the page, so that another page is tried afresh.
 */
export class PageBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <PageFailed /> : this.props.children;
  }
}

function PageFailed() {
  const { t } = useTranslation();
  return (
    <MessagePanel
      role="alert"
      icon={<CloudOff className="size-8" />}
      title={t('page.failedTitle')}
      action={<Button onPress={() => location.reload()}>{t('page.reload')}</Button>}
    >
      {t('page.failed')}
    </MessagePanel>
  );
}
