import type { Random } from '#shared/domain/ports.ts';
import { exponential, logNormal } from '../sim-clinic/chance.ts';

/** Logs in the two formats, made by seed: what the replay is tested with, since real logs are never part of the project. */
export function syntheticClinicLog(random: Random, sessions: number): string {
  const rows = ['Session,Visit.No,StartTime'];
  for (let session = 1; session <= sessions; session += 1) {
    const pace = logNormal(random, 1, 0.2);
    let at = 8.5 * 3600;
    for (let i = 0; i < 18; i += 1) {
      const visit = random() < 0.3 ? 1 : 2;
      rows.push(`${session},${visit},${clockOf(at)}`);
      at += pace * logNormal(random, visit === 1 ? 960 : 700, 0.6);
    }
  }
  return rows.join('\n');
}

/** First come, first served with a head start for priority customers; some hang up. */
export function syntheticCallCentreLog(random: Random, days: number, agents = 3): string {
  const rows = ['priority,type,date,q_start,q_exit,outcome,ser_start,ser_exit,server'];
  for (let day = 1; day <= days; day += 1) {
    const date = `2001-03-${String(day).padStart(2, '0')}`;
    const free = Array.from({ length: agents }, () => 7 * 3600);
    const queue: { at: number; priority: boolean; leaves: number }[] = [];
    const serveUntil = (now: number) => {
      while (queue.length > 0 && Math.min(...free) <= now) {
        const agent = free.indexOf(Math.min(...free));
        const began = Math.round(Math.max(free[agent] ?? 0, queue[0]?.at ?? 0));
        const call = queue.splice(
          queue.indexOf(queue.toSorted((a, b) => keyOf(a) - keyOf(b))[0] as never),
          1,
        )[0] as (typeof queue)[number];
        const from = Math.max(began, call.at);
        const who = `${call.priority ? 2 : 0},PS,${date}`;
        if (call.leaves <= from && from > call.at) {
          rows.push(`${who},${clockOf(call.at)},${clockOf(call.leaves)},HANG,0:00:00,0:00:00,NO_SERVER`);
          continue;
        }
        const to = from + Math.max(1, Math.round(exponential(random, 170)));
        free[agent] = to;
        const queued = from > call.at ? [clockOf(call.at), clockOf(from)] : ['0:00:00', '0:00:00'];
        rows.push(`${who},${queued.join(',')},AGENT,${clockOf(from)},${clockOf(to)},S0${agent + 1}`);
      }
    };
    for (let at = 7 * 3600; at < 17 * 3600; at += Math.round(exponential(random, 170 / agents))) {
      serveUntil(at - 1);
      queue.push({ at, priority: random() < 0.4, leaves: at + Math.round(exponential(random, 1200)) });
    }
    serveUntil(Infinity);
  }
  return rows.join('\n');
}

function keyOf(call: { at: number; priority: boolean }): number {
  return call.at - (call.priority ? 90 : 0);
}

function clockOf(seconds: number): string {
  const s = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}
