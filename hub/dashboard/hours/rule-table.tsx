import { useTranslation } from 'react-i18next';
import type { AvailabilityRow } from '#shared/protocol/api/availability.ts';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { kindOf, weekdayName, weekdaysOf } from './recurrence.ts';

type Props = { label: string; rules: readonly AvailabilityRow[]; onOpen: (rule: AvailabilityRow) => void };

/** A doctor's hours: those that recur first, then single dates. */
export function RuleTable({ label, rules, onOpen }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = rules.toSorted(
    (a, b) => Number(b.is_recurring) - Number(a.is_recurring) || a.date.localeCompare(b.date) || a.id - b.id,
  );
  const daysOf = (rule: AvailabilityRow): string => {
    const days = weekdaysOf(rule.recurrence_pattern);
    const list = new Intl.ListFormat(format.locale, { type: 'unit', style: 'short' });
    if (days) return list.format(days.map((day) => weekdayName(day, format.locale)));
    return rule.recurrence_pattern ?? format.date(rule.date);
  };
  return (
    <RecordTable
      label={label}
      rows={rows}
      keyOf={(rule) => rule.id}
      onOpen={onOpen}
      testId="hours-row"
      columns={[
        { id: 'days', head: t('hours.days'), render: (rule) => <bdi>{daysOf(rule)}</bdi> },
        {
          id: 'times',
          head: t('hours.times'),
          numeric: true,
          render: (rule) => <bdi dir="ltr">{`${rule.start_time}–${rule.end_time}`}</bdi>,
        },
        {
          id: 'break',
          head: t('hours.break'),
          wide: true,
          numeric: true,
          render: (rule) =>
            rule.break_start_time === null ? (
              '–'
            ) : (
              <bdi dir="ltr">{`${rule.break_start_time}–${rule.break_end_time}`}</bdi>
            ),
        },
        {
          id: 'slots',
          head: t('hours.slots'),
          wide: true,
          render: (rule) =>
            t('hours.slotsOf', {
              minutes: format.minutes(rule.slot_duration_minutes),
              places: format.number(rule.max_patients_per_slot),
            }),
        },
        {
          id: 'kind',
          head: t('hours.kind'),
          render: (rule) => {
            const kind = kindOf(rule);
            return (
              <span className="flex flex-wrap items-center gap-2">
                <StatePill tone={rule.is_available ? (kind === 'date' ? 'warn' : 'good') : 'alert'}>
                  {t(`hours.kind.${kind}`)}
                </StatePill>
                <bdi className="text-sm">{rule.reason}</bdi>
              </span>
            );
          },
        },
      ]}
    />
  );
}
