import { expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { HubClient } from '#dashboard/api/hub-client.ts';
import { followReprint, type ReprintEnd } from './follow-reprint.ts';

const REQUEST: ReprintEnd = {
  id: 7,
  token_label: 'A-047',
  device_id: 1,
  device_name: 'Entrance',
  printer: 'ready',
  requested_at: '2026-03-14T09:00:00.000Z',
  outcome: null,
  copy_no: null,
};
const atOnce: Scheduler = {
  after(_ms, task) {
    queueMicrotask(task);
    return () => undefined;
  },
};
/** Answers as listed, and then as the last of them. */
function hubOf(...answers: (ReprintEnd | 'away')[]): { client: HubClient; asked: () => number } {
  let asked = 0;
  const client = {
    call: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer === 'away') throw new AppError('network.unreachable');
      return answer;
    },
  } as unknown as HubClient;
  return { client, asked: () => asked };
}

it('asks until the kiosk has reported', async () => {
  const printed = { ...REQUEST, outcome: 'printed', copy_no: 2 } as const;
  const { client, asked } = hubOf(REQUEST, 'away', REQUEST, printed);
  expect(await followReprint({ client, scheduler: atOnce }, 7)).toEqual(printed);
  expect(asked()).toBe(4);
});

it('gives up on a kiosk that does not report, and on a hub that is gone', async () => {
  const silent = hubOf(REQUEST);
  expect(await followReprint({ client: silent.client, scheduler: atOnce }, 7)).toEqual(REQUEST);
  expect(silent.asked()).toBe(25);
  expect(await followReprint({ client: hubOf('away').client, scheduler: atOnce }, 7)).toBeNull();
});
