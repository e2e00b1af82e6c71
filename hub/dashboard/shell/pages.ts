import {
  Banknote,
  CalendarDays,
  ContactRound,
  GitCompare,
  MonitorSmartphone,
  Rows3,
  Settings,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Role } from '#shared/protocol/api/roles.ts';
import { BoardPage } from '#dashboard/board/board-page.tsx';
import { lazyPage } from './lazy-page.ts';

export type Page = {
  path: string;
  /** What of the address decides within the page, as `/:section?`. */
  inner?: string;
  /** `nav.<id>` is its name. */
  id: string;
  icon: LucideIcon;
  Screen: ComponentType;
  /** Who sees it; the hub refuses all others anyway. */
  roles: readonly Role[];
};

const AppointmentsPage = lazyPage(
  async () => (await import('#dashboard/appointments/appointments-page.tsx')).AppointmentsPage,
  'reception',
);
const PatientsPage = lazyPage(
  async () => (await import('#dashboard/patients/patients-page.tsx')).PatientsPage,
  'reception',
);
const ConflictsPage = lazyPage(
  async () => (await import('#dashboard/conflicts/conflicts-page.tsx')).ConflictsPage,
  'reception',
);
const PaymentsPage = lazyPage(
  async () => (await import('#dashboard/payments/payments-page.tsx')).PaymentsPage,
  'reception',
);
const DevicesPage = lazyPage(async () => (await import('#dashboard/devices/devices-page.tsx')).DevicesPage);
const SettingsPage = lazyPage(async () => (await import('#dashboard/settings/settings-page.tsx')).SettingsPage);

/** The pages in the order of the navigation. A new page is one line here, its folder and its texts. */
export const PAGES: readonly Page[] = [
  { path: '/', id: 'board', icon: Rows3, Screen: BoardPage, roles: ['admin', 'manager', 'front_desk', 'doctor'] },
  {
    path: '/appointments',
    id: 'appointments',
    icon: CalendarDays,
    Screen: AppointmentsPage,
    roles: ['admin', 'manager', 'front_desk', 'doctor'],
  },
  {
    path: '/patients',
    inner: '/:id?',
    id: 'patients',
    icon: ContactRound,
    Screen: PatientsPage,
    roles: ['admin', 'manager', 'front_desk', 'doctor'],
  },
  {
    path: '/payments',
    id: 'payments',
    icon: Banknote,
    Screen: PaymentsPage,
    roles: ['admin', 'manager', 'front_desk'],
  },
  {
    path: '/conflicts',
    id: 'conflicts',
    icon: GitCompare,
    Screen: ConflictsPage,
    roles: ['admin', 'manager', 'front_desk'],
  },
  {
    path: '/devices',
    id: 'devices',
    icon: MonitorSmartphone,
    Screen: DevicesPage,
    roles: ['admin', 'manager', 'front_desk'],
  },
  {
    path: '/settings',
    inner: '/:section?',
    id: 'settings',
    icon: Settings,
    Screen: SettingsPage,
    roles: ['admin', 'manager', 'front_desk'],
  },
];
