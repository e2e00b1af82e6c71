import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';
import { doctorSchema, serviceSchema, stationSchema } from '#shared/protocol/entities.ts';
import { deviceMethods, deviceTopics } from './device-contract.ts';

/** One call to be shown and spoken once. `uid` + `callCount` name it: a recall is a new one. */
export const announcementSchema = z.object({
  uid: z.uuid(),
  callCount: z.int().min(1),
  token: z.string(),
  station: stationSchema.shape.name,
  language: languageSchema,
  calledAt: z.int(),
});
export type Announcement = z.infer<typeof announcementSchema>;

export const boardSchema = z.object({
  /** Newest first: who is called now and who was, with the station. */
  calls: z.array(announcementSchema),
  /** Waiting tokens by doctor, or by service where no doctor was chosen, in calling order. */
  waiting: z.array(
    z.object({
      doctor: doctorSchema.nullable(),
      service: serviceSchema,
      tokens: z.array(z.string()),
      total: z.int(),
      /** For somebody who joins now, lower and upper end; null while the hub has said nothing lately. */
      waitMinutes: z.tuple([z.int(), z.int()]).nullable().optional(),
    }),
  ),
});
export type Board = z.infer<typeof boardSchema>;

export const displayContract = {
  methods: {
    ...deviceMethods,
    /** The renderer has shown (and, with sound on, played) this call; the next one may come. */
    'display.announced': {
      input: z.object({ uid: z.uuid(), callCount: z.int().min(1), heard: z.boolean() }),
      output: z.object({}),
    },
  },
  topics: {
    ...deviceTopics,
    'display.board': boardSchema,
    /** The call to announce now, first in first out, or null when there is none. */
    'display.announcement': announcementSchema.nullable(),
  },
} as const;
export type DisplayContract = typeof displayContract;
