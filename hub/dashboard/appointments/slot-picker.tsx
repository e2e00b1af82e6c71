import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { findAvailability } from '#shared/protocol/api/availability.ts';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { inOrder } from '#dashboard/listing/use-arrange.ts';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { addDays, useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** `startAt`: an instant as the hub writes it. */
export type Slot = { doctorId: number; startAt: string };

export type SlotPickerProps = {
  /** Whom to begin with; null: the first doctor. */
  doctorId: number | null;
  /** Minutes; left out, the doctor's own slots. */
  duration?: number;
  /** The day to begin with: that of this instant, or today. */
  from?: string;
  value: Slot | null;
  onChange: (slot: Slot | null) => void;
};

/** Free times of a doctor, day by day. */
export function SlotPicker({ doctorId, duration, from, value, onChange }: SlotPickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const localize = useLocalize();
  const { today, dateOf } = useClinicDay();
  const doctors = inOrder(useList('doctors', listDoctors, {}).data ?? []).filter((doctor) => doctor.active);
  const [chosenId, setChosenId] = useState(doctorId);
  const [date, setDate] = useState(() => {
    const wanted = from === undefined ? today() : dateOf(Date.parse(from));
    return wanted < today() ? today() : wanted;
  });
  const doctor = chosenId ?? doctors[0]?.id;
  const slots = useList(
    'slots',
    findAvailability,
    { query: { doctor_id: doctor, date, days: 1, ...(duration === undefined ? {} : { duration }) } },
    { enabled: doctor !== undefined, everyMs: 30_000 },
  );
  const goTo = (next: string): void => {
    setDate(next);
    onChange(null);
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-52 grow">
          <ChoiceField
            label={t('appointments.doctor')}
            choices={doctors.map((row) => ({ id: String(row.id), name: localize(row.display_name) }))}
            value={doctor === undefined ? '' : String(doctor)}
            onChange={(id) => {
              setChosenId(Number(id));
              onChange(null);
            }}
          />
        </div>
        <Button
          aria-label={t('appointments.dayBefore')}
          isDisabled={date <= today()}
          onPress={() => goTo(addDays(date, -1))}
        >
          <ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />
        </Button>
        <TextField label={t('appointments.day')} type="date" value={date} onChange={(next) => next && goTo(next)} />
        <Button
          aria-label={t('appointments.dayAfter')}
          onPress={() => goTo(addDays(date, 1))}
          data-testid="slot-day-after"
        >
          <ChevronRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />
        </Button>
      </div>
      <QueryStates
        query={slots}
        isEmpty={(found) => found.every((one) => one.available_slots.length === 0)}
        empty={<p className="py-4 text-base text-ink-soft">{t('slots.none')}</p>}
      >
        {(found) => (
          <RadioGroup
            aria-label={t('slots.free')}
            value={value?.startAt ?? null}
            onChange={(startAt) => doctor !== undefined && onChange({ doctorId: doctor, startAt })}
            className="grid max-h-60 grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2 overflow-y-auto p-0.5"
          >
            {found
              .flatMap((one) => one.available_slots)
              .map((slot) => (
                <Radio
                  key={slot.start_at}
                  value={slot.start_at}
                  data-testid="slot"
                  className="flex min-h-11 cursor-pointer items-center justify-center rounded-md border border-line-strong text-base tabular-nums data-focus-visible:outline-2 data-selected:border-accent data-selected:bg-accent data-selected:font-semibold data-selected:text-on-accent"
                >
                  {format.time(Date.parse(slot.start_at))}
                </Radio>
              ))}
          </RadioGroup>
        )}
      </QueryStates>
    </div>
  );
}
