import type { TFunction } from 'i18next';
import type { BoardQueue } from './board-view.ts';

export type QueueName = { title: string; subtitle: string };

/** A doctor's queue is known by the doctor; a service's own queue by the service. */
export function queueName(t: TFunction, queue: Pick<BoardQueue, 'doctorName' | 'serviceName'>): QueueName {
  return queue.doctorName === null
    ? { title: queue.serviceName, subtitle: t('queue.anyDoctor') }
    : { title: queue.doctorName, subtitle: queue.serviceName };
}

/** For a list read aloud: one doctor may have a queue for each of several services. */
export function fullQueueName(t: TFunction, queue: Pick<BoardQueue, 'doctorName' | 'serviceName'>): string {
  const { title, subtitle } = queueName(t, queue);
  return `${title}, ${subtitle}`;
}
