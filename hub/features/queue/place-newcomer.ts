import { explainPriority } from '#shared/domain/explain-priority.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { orderKeyOf, type OrderKey } from '#shared/domain/priority.ts';
import type { PrioritySettings } from '#shared/domain/priority-settings.ts';
import { priorityEntryOf } from './priority-facts.ts';
import { placeColumns, type StoredEntry } from './queue-entry.store.ts';

type Unplaced = Omit<StoredEntry, 'id' | 'rev' | 'visitId' | 'order'>;

/**
 * Where a newcomer stands. `columns` are those of queue_management that hold the place and what bears on it; every way in which
 * an entry is born writes them.
 */
export function placeNewcomer<U extends Unplaced>(unplaced: U, settings: PrioritySettings, now: Instant) {
  const priority = priorityEntryOf(unplaced);
  const order: OrderKey = orderKeyOf(priority, settings);
  const { specialRequirements: _, birthDate: __, ...facts } = unplaced.facts;
  return {
    stored: { ...unplaced, order },
    columns: {
      ...facts,
      ...placeColumns(order, explainPriority(priority, settings, now)),
      visitType: unplaced.visitType,
    },
  };
}
