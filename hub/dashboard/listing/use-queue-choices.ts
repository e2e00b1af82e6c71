import { listDoctors, listServices } from '#shared/protocol/api/directory.ts';
import { inOrder } from './use-arrange.ts';
import { useList } from './use-list.ts';
import { useLocalize } from './use-localize.ts';

export type QueueChoice = { id: string; name: string; serviceId: number; doctorId: number | null };

/** Everything that one can wait for: each service, and each doctor of it. */
export function useQueueChoices(): QueueChoice[] {
  const localize = useLocalize();
  const services = inOrder(useList('services', listServices, {}).data ?? []).filter((service) => service.active);
  const doctors = inOrder(useList('doctors', listDoctors, {}).data ?? []).filter((doctor) => doctor.active);
  return services.flatMap((service) => [
    { id: `service ${service.id}`, name: localize(service.name), serviceId: service.id, doctorId: null },
    ...doctors
      .filter((doctor) => doctor.service_id === service.id)
      .map((doctor) => ({
        id: `doctor ${doctor.id}`,
        name: `${localize(service.name)} · ${localize(doctor.display_name)}`,
        serviceId: service.id,
        doctorId: doctor.id,
      })),
  ]);
}
