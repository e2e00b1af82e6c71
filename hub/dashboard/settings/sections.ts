import {
  Banknote,
  Bell,
  CalendarClock,
  CalendarCog,
  DoorOpen,
  Hospital,
  Languages,
  ListChecks,
  ListOrdered,
  ReceiptText,
  ScrollText,
  Stethoscope,
  TabletSmartphone,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Role } from '#shared/protocol/api/roles.ts';
import { lazyPage } from '#dashboard/shell/lazy-page.ts';

export type Section = {
  /** `/settings/<id>` is its address, `settings.nav.<id>` its name. */
  id: string;
  group: 'clinic' | 'day' | 'records';
  icon: LucideIcon;
  Screen: ComponentType;
  /** Who sees it; the hub refuses all others anyway. */
  roles: readonly Role[];
};

const MANAGERS = ['admin', 'manager'] as const;

/**
 * The sections of the settings in the order of their navigation, by group. A new section is one line here, its folder, and
 * its name in the dashboard's texts. A folder with a `texts/` of its own names itself to `lazyPage`.
 */
export const SECTIONS: readonly Section[] = [
  {
    id: 'services',
    group: 'clinic',
    icon: ListChecks,
    Screen: lazyPage(async () => (await import('#dashboard/services/services-page.tsx')).ServicesPage, 'settings'),
    roles: MANAGERS,
  },
  {
    id: 'doctors',
    group: 'clinic',
    icon: Stethoscope,
    Screen: lazyPage(async () => (await import('#dashboard/doctors/doctors-page.tsx')).DoctorsPage, 'settings'),
    roles: MANAGERS,
  },
  {
    id: 'stations',
    group: 'clinic',
    icon: DoorOpen,
    Screen: lazyPage(async () => (await import('#dashboard/stations/stations-page.tsx')).StationsPage, 'settings'),
    roles: MANAGERS,
  },
  {
    id: 'hours',
    group: 'clinic',
    icon: CalendarClock,
    Screen: lazyPage(async () => (await import('#dashboard/hours/hours-page.tsx')).HoursPage, 'settings'),
    roles: ['admin', 'manager', 'front_desk'],
  },
  {
    id: 'users',
    group: 'clinic',
    icon: Users,
    Screen: lazyPage(async () => (await import('#dashboard/users/users-page.tsx')).UsersPage, 'settings'),
    roles: MANAGERS,
  },
  {
    id: 'location',
    group: 'clinic',
    icon: Hospital,
    Screen: lazyPage(async () => (await import('#dashboard/location/location-page.tsx')).LocationPage, 'settings'),
    roles: ['admin'],
  },
  {
    id: 'order',
    group: 'day',
    icon: ListOrdered,
    Screen: lazyPage(async () => (await import('#dashboard/queue-order/order-page.tsx')).OrderPage, 'settings'),
    roles: MANAGERS,
  },
  {
    id: 'kiosk',
    group: 'day',
    icon: TabletSmartphone,
    Screen: lazyPage(async () => (await import('#dashboard/kiosk-settings/kiosk-page.tsx')).KioskPage, 'settings'),
    roles: MANAGERS,
  },
  {
    id: 'ticket',
    group: 'day',
    icon: ReceiptText,
    Screen: lazyPage(
      async () => (await import('#dashboard/ticket-settings/ticket-settings-page.tsx')).TicketSettingsPage,
      'settings',
      'ticket-settings',
    ),
    roles: MANAGERS,
  },
  {
    id: 'appointments',
    group: 'day',
    icon: CalendarCog,
    Screen: lazyPage(
      async () =>
        (await import('#dashboard/appointment-settings/appointment-settings-page.tsx')).AppointmentSettingsPage,
      'settings',
    ),
    roles: MANAGERS,
  },
  {
    id: 'reminders',
    group: 'day',
    icon: Bell,
    Screen: lazyPage(
      async () => (await import('#dashboard/reminder-settings/reminder-settings-page.tsx')).ReminderSettingsPage,
      'settings',
    ),
    roles: MANAGERS,
  },
  {
    id: 'payments',
    group: 'day',
    icon: Banknote,
    Screen: lazyPage(
      async () => (await import('#dashboard/payment-settings/payment-settings-page.tsx')).PaymentSettingsPage,
      'settings',
    ),
    roles: MANAGERS,
  },
  {
    id: 'languages',
    group: 'day',
    icon: Languages,
    Screen: lazyPage(
      async () => (await import('#dashboard/language-settings/language-settings-page.tsx')).LanguageSettingsPage,
      'settings',
    ),
    roles: MANAGERS,
  },
  {
    id: 'audit',
    group: 'records',
    icon: ScrollText,
    Screen: lazyPage(async () => (await import('#dashboard/audit/audit-page.tsx')).AuditPage, 'settings', 'audit'),
    roles: MANAGERS,
  },
];
