import { z } from 'zod';
import { streamSchema } from './entities.ts';

/**
 * Socket.IO events. They are pokes and nothing more: "there is news up to `head`". Whoever hears one reads the feed
 * (devices) or asks the API again (dashboard); whoever misses one hears the next or polls.
 */
export const pokeSchema = z.object({ locationUid: z.uuid(), stream: streamSchema, head: z.int() });
export type Poke = z.infer<typeof pokeSchema>;

/** What a socket proves itself with (`auth` of the handshake): staff by access token, devices by their key. */
export const socketAuthSchema = z.union([
  z.object({ accessToken: z.string().min(1).max(4096) }),
  z.object({ deviceUid: z.uuid(), deviceKey: z.string().min(1).max(256) }),
]);
export type SocketAuth = z.infer<typeof socketAuthSchema>;

export type ServerToClientEvents = { poke: (poke: Poke) => void };
