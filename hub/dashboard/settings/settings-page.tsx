import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect, useParams } from 'wouter';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { LoadingPage } from '#dashboard/shell/loading-page.tsx';
import { PageBoundary } from '#dashboard/shell/page-boundary.tsx';
import { SECTIONS, type Section } from './sections.ts';

const GROUPS = ['clinic', 'day', 'records'] as const satisfies readonly Section['group'][];

/** Everything that a clinic chooses, section by section. */
export function SettingsPage() {
  const { session } = useDashboard();
  const { section: wanted } = useParams<{ section?: string }>();
  const role = useStore(session.store, (state) => (state.status === 'signed_in' ? state.user.role : null));
  const sections = SECTIONS.filter(({ roles }) => role !== null && roles.includes(role));
  const section = sections.find(({ id }) => id === wanted);
  if (!section) return sections[0] ? <Redirect to={`/settings/${sections[0].id}`} replace /> : null;
  return (
    <div className="flex min-h-0 grow">
      <SectionList sections={sections} here={section.id} />
      <div className="flex min-w-0 grow flex-col">
        <PageBoundary key={section.id}>
          <Suspense fallback={<LoadingPage />}>
            <section.Screen />
          </Suspense>
        </PageBoundary>
      </div>
    </div>
  );
}

function SectionList({ sections, here }: { sections: readonly Section[]; here: string }) {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t('settings.title')}
      className="w-56 shrink-0 overflow-y-auto border-e border-line bg-surface px-2 py-3 print:hidden"
    >
      {GROUPS.map((group) => {
        const links = sections.filter((section) => section.group === group);
        if (links.length === 0) return null;
        return (
          <div key={group} className="mb-4">
            <h2 className="px-3 pb-1 text-xs font-semibold text-ink-soft">{t(`settings.group.${group}`)}</h2>
            <ul className="flex flex-col gap-0.5">
              {links.map((section) => (
                <li key={section.id}>
                  <SectionLink section={section} isHere={section.id === here} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function SectionLink({ section, isHere }: { section: Section; isHere: boolean }) {
  const { t } = useTranslation();
  return (
    <Link
      href={`/settings/${section.id}`}
      aria-current={isHere ? 'page' : undefined}
      data-testid={`section-${section.id}`}
      className={`flex min-h-10 items-center gap-2.5 rounded-md px-3 text-base ${isHere ? 'bg-accent-soft font-semibold text-on-accent-soft' : 'text-ink hover:bg-accent-soft hover:text-on-accent-soft'}`}
    >
      <section.icon aria-hidden="true" className="size-5 shrink-0" />
      {t(`settings.nav.${section.id}`)}
    </Link>
  );
}
