import { MonitorSmartphone, Rows3, type LucideIcon } from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import type { Role } from '#shared/protocol/api/roles.ts';
import { BoardPage } from '#dashboard/board/board-page.tsx';

export type Page = {
  path: string;
  /** `nav.<id>` is its name. */
  id: string;
  icon: LucideIcon;
  Screen: ComponentType;
  /** Who sees it; the hub refuses all others anyway. */
  roles: readonly Role[];
};

const DevicesPage = lazy(async () => ({ default: (await import('#dashboard/devices/devices-page.tsx')).DevicesPage }));

/** The pages in the order of the navigation. A new page is one line here, its folder and its texts. */
export const PAGES: readonly Page[] = [
  { path: '/', id: 'board', icon: Rows3, Screen: BoardPage, roles: ['admin', 'manager', 'front_desk', 'doctor'] },
  {
    path: '/devices',
    id: 'devices',
    icon: MonitorSmartphone,
    Screen: DevicesPage,
    roles: ['admin', 'manager', 'front_desk'],
  },
];
