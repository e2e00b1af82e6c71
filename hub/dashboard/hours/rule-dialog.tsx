import { useTranslation } from 'react-i18next';
import {
  changeAvailabilityRule,
  createAvailabilityRule,
  deleteAvailabilityRule,
  type AvailabilityRow,
} from '#shared/protocol/api/availability.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { RecordDialog } from '#dashboard/listing/record-dialog.tsx';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import type { RuleKind } from './recurrence.ts';
import { draftOfRule, ruleBody, ruleFaults } from './rule-draft.ts';
import { WeekdayField } from './weekday-field.tsx';

export type RuleDialogProps = { doctorId: number; rule: AvailabilityRow | null; onClose: () => void };

/** Hours of one doctor: every week, on one date, or closed on one date with a reason. */
export function RuleDialog({ doctorId, rule, onClose }: RuleDialogProps) {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const { today } = useClinicDay();
  const save = useSave('availability', 'slots');
  const form = useRecordForm({
    initial: draftOfRule(rule, today()),
    check: (draft) => ruleFaults(t, draft),
    async save(draft) {
      const body = ruleBody(draft, doctorId, rule);
      await (rule
        ? save(changeAvailabilityRule, { params: { id: rule.id }, body })
        : save(createAvailabilityRule, { body }));
      onClose();
    },
  });
  const { draft, put, faultOf } = form;
  const kinds: RuleKind[] = draft.kind === 'other' ? ['other'] : ['weekly', 'date', 'closed'];
  const isSingle = draft.kind === 'date' || draft.kind === 'closed';

  function remove(id: number): void {
    save(deleteAvailabilityRule, { params: { id } }, 'hours.removed').then(onClose, (error: unknown) =>
      notices.show({ tone: 'problem', text: { error } }),
    );
  }
  const time = (field: 'start_time' | 'end_time' | 'break_start_time' | 'break_end_time') => (
    <TextField
      key={field}
      type="time"
      label={t(`hours.${field}`)}
      value={draft[field]}
      onChange={(value) => put({ [field]: value })}
      error={faultOf(field)}
      data-testid={`hours-${field}`}
    />
  );
  return (
    <RecordDialog
      title={t(rule ? 'hours.change' : 'hours.add')}
      form={form}
      onClose={onClose}
      extra={rule && <Button onPress={() => remove(rule.id)}>{t('common.delete')}</Button>}
    >
      <ChoiceField
        label={t('hours.kind')}
        choices={kinds.map((kind) => ({ id: kind, name: t(`hours.kind.${kind}`) }))}
        value={draft.kind}
        onChange={(kind) => put({ kind: kind as RuleKind })}
      />
      {draft.kind === 'weekly' && (
        <WeekdayField value={draft.days} onChange={(days) => put({ days })} error={faultOf('days')} />
      )}
      <TextField
        type="date"
        label={t(isSingle ? 'hours.date' : 'hours.from')}
        value={draft.date}
        onChange={(date) => date && put({ date })}
        error={faultOf('date')}
      />
      <div className="grid grid-cols-2 gap-4">
        {time('start_time')}
        {time('end_time')}
        {draft.kind !== 'closed' && time('break_start_time')}
        {draft.kind !== 'closed' && time('break_end_time')}
      </div>
      {draft.kind !== 'closed' && (
        <div className="grid grid-cols-2 gap-4">
          <NumberField
            label={t('hours.slot')}
            value={draft.slot_duration_minutes}
            onChange={(slot_duration_minutes) => put({ slot_duration_minutes })}
            min={5}
            max={480}
            step={5}
            unit="minute"
          />
          <NumberField
            label={t('hours.places')}
            value={draft.max_patients_per_slot}
            onChange={(max_patients_per_slot) => put({ max_patients_per_slot })}
            min={1}
            max={50}
          />
        </div>
      )}
      {isSingle && (
        <TextField
          label={t('hours.reason')}
          hint={t('hours.reasonHint')}
          value={draft.reason}
          onChange={(reason) => put({ reason })}
          error={faultOf('reason')}
          maxLength={200}
        />
      )}
    </RecordDialog>
  );
}
