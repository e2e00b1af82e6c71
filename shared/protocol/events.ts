import { z } from 'zod';
import { streamSchema } from './entities.ts';

/**
 * Socket.IO events. They are pokes and nothing more: "there is news up to `head`". Whoever hears one reads the feed
 * (devices) or asks the API again (dashboard); whoever misses one hears the next or polls.
 */
export const pokeSchema = z.object({ locationUid: z.uuid(), stream: streamSchema, head: z.int() });
export type Poke = z.infer<typeof pokeSchema>;

export type ServerToClientEvents = { poke: (poke: Poke) => void };
