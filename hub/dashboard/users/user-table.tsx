import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '#shared/protocol/api/users.ts';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useLocalize } from '#dashboard/listing/use-localize.ts';

const STATES = {
  active: { icon: CircleCheck, tone: 'good', text: 'users.active' },
  invited: { icon: CircleDashed, tone: 'warn', text: 'users.invited' },
  closed: { icon: CircleSlash, tone: 'calm', text: 'users.closed' },
  none: { icon: CircleDashed, tone: 'calm', text: 'users.noAccount' },
} as const;

/** Without `onOpen` the accounts can be read and not changed. */
export function UserTable({ rows, onOpen }: { rows: readonly UserRow[]; onOpen?: (row: UserRow) => void }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  return (
    <RecordTable
      label={t('settings.nav.users')}
      rows={rows}
      keyOf={(row) => row.id}
      {...(onOpen && { onOpen })}
      isMuted={(row) => !row.active}
      testId="user-row"
      columns={[
        { id: 'name', head: t('field.name'), render: (row) => <bdi>{localize(row.display_name)}</bdi> },
        { id: 'role', head: t('users.role'), render: (row) => t(`role.${row.role}`) },
        {
          id: 'email',
          head: t('users.email'),
          render: (row) => <bdi className="wrap-anywhere">{row.email ?? '–'}</bdi>,
        },
        {
          id: 'state',
          head: t('field.state'),
          render: (row) => {
            const { icon, tone, text } = STATES[stateOf(row)];
            return (
              <StatePill icon={icon} tone={tone}>
                {t(text)}
              </StatePill>
            );
          },
        },
      ]}
    />
  );
}

function stateOf(user: UserRow): keyof typeof STATES {
  if (!user.active) return 'closed';
  if (user.can_sign_in) return 'active';
  return user.email === null ? 'none' : 'invited';
}
