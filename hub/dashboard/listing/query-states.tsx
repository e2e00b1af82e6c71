import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { LoadingPage } from '#dashboard/shell/loading-page.tsx';

export type QueryStatesProps<T> = {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isError' | 'refetch'>;
  /** Shown instead of the content when there is nothing in it. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
};

/** What a page shows while it loads, when the hub does not answer, and when there is nothing yet. */
export function QueryStates<T>({ query, empty, isEmpty = hasNone, children }: QueryStatesProps<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return empty && isEmpty(query.data) ? empty : children(query.data);
  if (!query.isError) return <LoadingPage />;
  return (
    <MessagePanel
      role="alert"
      icon={<CloudOff className="size-8" />}
      title={t('page.notLoaded')}
      action={<Button onPress={() => void query.refetch()}>{t('common.retry')}</Button>}
    >
      {errorText(t, query.error)}
    </MessagePanel>
  );
}

function hasNone(data: unknown): boolean {
  return Array.isArray(data) && data.length === 0;
}
