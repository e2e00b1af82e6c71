import { ChevronDown, DoorOpen } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { localize, type Language } from '#shared/domain/language.ts';
import { useBoard } from './board-context.ts';
import type { BoardQueue } from './board-view.ts';
import { fullQueueName } from './queue-name.ts';

/** Where patients of this queue are called to; remembered on this machine. */
export function StationPicker({ queue }: { queue: BoardQueue }) {
  const { t, i18n } = useTranslation();
  const { ui, stations, stationIdOf, chooseStation } = useBoard();
  const isWanted = useStore(ui, (state) => state.stationWanted === queue.key);
  const stationId = stationIdOf(queue);
  return (
    <Select
      aria-label={t('queue.stationFor', { queue: fullQueueName(t, queue) })}
      placeholder={t(stations.length === 0 ? 'queue.noStations' : 'queue.chooseStation')}
      isDisabled={stations.length === 0}
      isOpen={isWanted}
      onOpenChange={(open) => ui.setState({ stationWanted: open ? queue.key : null })}
      value={stationId}
      onChange={(key) => chooseStation(queue, Number(key))}
      data-testid="station-picker"
      className="min-w-0 grow"
    >
      <Button
        className={`flex min-h-12 w-full items-center gap-2 rounded-md border px-3 text-start text-base ${stationId === null ? 'border-alert text-alert' : 'border-line-strong text-ink'} hover:bg-accent-soft`}
      >
        <DoorOpen aria-hidden="true" className="size-5 shrink-0" />
        <SelectValue className="min-w-0 grow truncate" />
        <ChevronDown aria-hidden="true" className="size-4 shrink-0" />
      </Button>
      <Popover className="min-w-(--trigger-width) overflow-auto rounded-md border border-line bg-surface p-1 text-ink shadow-floating">
        <ListBox className="outline-none">
          {stations.map((station) => {
            const name = localize(station.name, i18n.language as Language);
            return (
              <ListBoxItem
                key={station.id}
                id={station.id}
                textValue={name}
                className="cursor-pointer rounded-sm px-3 py-2 text-base outline-none data-focused:bg-accent-soft data-focused:text-on-accent-soft data-selected:font-semibold"
              >
                {name}
              </ListBoxItem>
            );
          })}
        </ListBox>
      </Popover>
    </Select>
  );
}
