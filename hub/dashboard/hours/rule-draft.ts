import type { TFunction } from 'i18next';
import type { AvailabilityRow } from '#shared/protocol/api/availability.ts';
import { kindOf, weekdaysOf, weeklyPattern, type RuleKind, type Weekday } from './recurrence.ts';

export type RuleDraft = {
  kind: RuleKind;
  days: Weekday[];
  date: string;
  start_time: string;
  end_time: string;
  break_start_time: string;
  break_end_time: string;
  slot_duration_minutes: number;
  max_patients_per_slot: number;
  reason: string;
};

export function draftOfRule(rule: AvailabilityRow | null, today: string): RuleDraft {
  return {
    kind: rule ? kindOf(rule) : 'weekly',
    days: weekdaysOf(rule?.recurrence_pattern ?? null) ?? ['MO', 'TU', 'WE', 'TH', 'FR'],
    date: rule?.date ?? today,
    start_time: rule?.start_time ?? '09:00',
    end_time: rule?.end_time ?? '17:00',
    break_start_time: rule?.break_start_time ?? '',
    break_end_time: rule?.break_end_time ?? '',
    slot_duration_minutes: rule?.slot_duration_minutes ?? 30,
    max_patients_per_slot: rule?.max_patients_per_slot ?? 1,
    reason: rule?.reason ?? '',
  };
}

/** What is wrong with it. Times are `HH:MM` and so compare as text. */
export function ruleFaults(t: TFunction, draft: RuleDraft): Partial<Record<keyof RuleDraft, string>> {
  const { kind, start_time: start, end_time: end, break_start_time: pause, break_end_time: back } = draft;
  const isSingle = kind === 'date' || kind === 'closed';
  return {
    ...(start < end ? {} : { end_time: t('hours.endFirst') }),
    ...((pause === '') === (back === '') && (pause === '' || (pause < back && pause >= start && back <= end))
      ? {}
      : { break_end_time: t('hours.breakWrong') }),
    ...(kind === 'weekly' && draft.days.length === 0 ? { days: t('hours.daysMissing') } : {}),
    ...(isSingle && draft.reason.trim() === '' ? { reason: t('hours.reasonMissing') } : {}),
  };
}

/** As the hub takes it; a rule that this dashboard cannot put together keeps its own pattern. */
export function ruleBody(draft: RuleDraft, doctorId: number, rule: AvailabilityRow | null) {
  const { kind, days, break_start_time: pause, break_end_time: back, reason, ...fields } = draft;
  const kept = kind === 'other' ? (rule?.recurrence_pattern ?? null) : null;
  return {
    ...fields,
    doctor_id: doctorId,
    is_available: kind === 'other' ? (rule?.is_available ?? true) : kind !== 'closed',
    recurrence_pattern: kind === 'weekly' ? weeklyPattern(days) : kept,
    break_start_time: pause === '' ? null : pause,
    break_end_time: back === '' ? null : back,
    reason: reason.trim() === '' ? null : reason.trim(),
  };
}
