import { Suspense } from 'react';
import { FileQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { Mark } from '#shared/ui/brand/mark.tsx';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { LoadingPage } from './loading-page.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { PAGES, type Page } from './pages.ts';
import { UserMenu } from './user-menu.tsx';

/** The frame around every page: where one can go, and who one is. Room for about ten pages on a small screen. */
export function Shell() {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const state = useStore(session.store);
  if (state.status !== 'signed_in') return null;
  const pages = PAGES.filter((page) => page.roles.includes(state.user.role));
  return (
    // Nothing may make the whole page scroll: what lies outside (a word for screen readers, the skip link) is cut off.
    <div className="relative flex h-full overflow-clip bg-canvas text-ink">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#main')?.focus();
        }}
        className="absolute start-2 top-2 z-50 -translate-y-24 rounded-md bg-ink px-4 py-2 text-canvas focus:translate-y-0"
      >
        {t('nav.skip')}
      </a>
      <div className="flex w-31 shrink-0 flex-col items-stretch border-e border-line bg-surface py-3 print:hidden">
        <Mark className="mx-auto mb-4 size-9 text-accent" title={t('app.title')} />
        <nav aria-label={t('nav.label')} className="min-h-0 grow overflow-y-auto px-1">
          <ul className="flex flex-col gap-1">
            {pages.map((page) => (
              <li key={page.id}>
                <PageLink page={page} />
              </li>
            ))}
          </ul>
        </nav>
        <UserMenu user={state.user} />
      </div>
      <main id="main" tabIndex={-1} className="flex min-w-0 grow flex-col outline-none">
        <Suspense fallback={<LoadingPage />}>
          <Switch>
            {pages.map(({ path, inner = '', Screen }) => (
              <Route key={path} path={`${path}${inner}`}>
                <PageBoundary key={path}>
                  <Screen />
                </PageBoundary>
              </Route>
            ))}
            <Route>
              <MessagePanel
                icon={<FileQuestion className="size-8" />}
                title={t('nav.notFound')}
                action={
                  <Link href="/" className="font-semibold text-accent underline">
                    {t('nav.toBoard')}
                  </Link>
                }
              />
            </Route>
          </Switch>
        </Suspense>
      </main>
    </div>
  );
}

function PageLink({ page }: { page: Page }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const isHere = location === page.path || (page.inner !== undefined && location.startsWith(`${page.path}/`));
  return (
    <Link
      href={page.path}
      aria-current={isHere ? 'page' : undefined}
      data-testid={`nav-${page.id}`}
      className={`flex flex-col items-center gap-1 rounded-md py-2 text-center text-xs font-semibold wrap-anywhere ${isHere ? 'bg-accent-soft text-on-accent-soft' : 'text-ink-soft hover:bg-accent-soft hover:text-on-accent-soft'}`}
    >
      <page.icon aria-hidden="true" className="size-6" />
      {t(`nav.${page.id}`)}
    </Link>
  );
}
