import { useTranslation } from 'react-i18next';
import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import type { ServiceRow } from '#shared/protocol/api/directory.ts';
import { changeUser, createUser, createUserLink, staffRoleSchema, type UserRow } from '#shared/protocol/api/users.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { EmailField } from '#dashboard/controls/email-field.tsx';
import { LocalizedField } from '#dashboard/controls/localized-field.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { ServiceChoice } from '#dashboard/services/service-choice.tsx';

export type UserDialogProps = {
  user: UserRow | null;
  services: readonly ServiceRow[];
  onLink: (name: string, link: AccountLink) => void;
  onClose: () => void;
};

/** One who works here: who they are, what they may do, and a link to choose a password by. */
export function UserDialog({ user, services, onLink, onClose }: UserDialogProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { notices } = useDashboard();
  const save = useSave('users', 'doctors');
  const form = useRecordForm({
    initial: {
      display_name: user?.display_name ?? { text: '' },
      email: user?.email ?? '',
      role: user?.role ?? ('front_desk' as const),
      service_id: services[0]?.id ?? 0,
      active: user?.active ?? true,
    },
    check: (draft) => ({
      ...(draft.display_name.text.trim() === '' ? { display_name: t('form.nameMissing') } : {}),
      ...(draft.email.includes('@') || (user && user.email === null && draft.email === '')
        ? {}
        : { email: t('signIn.emailMissing') }),
    }),
    async save({ display_name, role, email, service_id, active }) {
      const ofDoctor = role === 'doctor' && user?.role !== 'doctor' ? { service_id } : {};
      const fields = { display_name, role, ...ofDoctor, ...(email.trim() === '' ? {} : { email: email.trim() }) };
      if (user) await save(changeUser, { params: { id: user.id }, body: { ...fields, active } });
      else {
        const made = await save(createUser, { body: { ...fields, email: email.trim() } }, 'users.created');
        onLink(localize(display_name), made.link);
      }
      onClose();
    },
  });
  const { draft, put, faultOf } = form;

  function makeLink({ id, display_name }: UserRow): void {
    save(createUserLink, { params: { id } }, 'userLink.made').then(
      (link) => {
        onLink(localize(display_name), link);
        onClose();
      },
      (error: unknown) => notices.show({ tone: 'problem', text: { error } }),
    );
  }

  return (
    <RecordDialog
      title={t(user ? 'users.change' : 'users.add')}
      form={form}
      onClose={onClose}
      {...(!user && { submitText: t('users.invite') })}
      extra={
        user?.active &&
        user.email !== null && (
          <Button onPress={() => makeLink(user)} data-testid="user-new-link">
            {t(user.can_sign_in ? 'users.resetPassword' : 'users.inviteAgain')}
          </Button>
        )
      }
    >
      <LocalizedField
        label={t('field.name')}
        value={draft.display_name}
        onChange={(display_name) => put({ display_name })}
        error={faultOf('display_name')}
        focusFirst
        data-testid="user-name"
      />
      <EmailField
        label={t('users.email')}
        value={draft.email}
        onChange={(email) => put({ email })}
        error={faultOf('email')}
        data-testid="user-email"
      />
      <ChoiceField
        label={t('users.role')}
        choices={staffRoleSchema.options.map((id) => ({ id, name: t(`role.${id}`) }))}
        value={draft.role}
        onChange={(id) => put({ role: staffRoleSchema.parse(id) })}
        data-testid="user-role"
      />
      <p className="-mt-3 text-sm text-ink-soft">{t(`users.may.${draft.role}`)}</p>
      {draft.role === 'doctor' && user?.role !== 'doctor' && (
        <ServiceChoice services={services} value={draft.service_id} onChange={(service_id) => put({ service_id })} />
      )}
      {user && (
        <SwitchField
          label={t('users.active')}
          hint={t('users.activeHint')}
          value={draft.active}
          onChange={(active) => put({ active })}
        />
      )}
    </RecordDialog>
  );
}
