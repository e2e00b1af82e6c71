import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';
import { defineContract } from './contract.ts';

export const stationRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  name: localizedTextSchema,
  active: z.boolean(),
});
export type StationRow = z.infer<typeof stationRowSchema>;

export const listStations = defineContract({
  id: 'stations.list',
  method: 'GET',
  path: '/api/stations',
  summary: "The rooms and counters of the caller's location",
  reply: z.array(stationRowSchema),
});
