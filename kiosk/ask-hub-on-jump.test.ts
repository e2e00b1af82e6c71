import { expect, it } from 'vitest';
import type { Device } from '#shared/device/start-device.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { AppError } from '#shared/domain/errors.ts';
import { askHubOnJump } from './ask-hub-on-jump.ts';

type Hub = () => Promise<unknown>;
type After = Device['ports']['scheduler']['after'];
const kioskOf = (syncNow: Hub, after: After = (delay, task) => systemPorts().scheduler.after(delay, task)) =>
  ({
    methods: { 'device.syncNow': syncNow },
    ports: { ...systemPorts(), scheduler: { after } },
  }) as unknown as Pick<Device, 'methods' | 'ports'>;

it('asks the hub when the clock is in doubt, and then does what was asked', async () => {
  let day = 'in doubt';
  const kiosk = kioskOf(async () => (day = 'known'));
  const work = () => {
    if (day !== 'known') throw new AppError('clock.jumped');
    return 'A-001';
  };
  expect(await askHubOnJump(kiosk, work)).toBe('A-001');
});

it('refuses when no hub answers, and does not wait for one for long', async () => {
  let asked = 0;
  const silent = async () => {
    asked += 1;
    return new Promise(() => undefined);
  };
  const atOnce = (_delay: number, task: () => void) => {
    queueMicrotask(task);
    return () => undefined;
  };
  const doubtful = () => {
    throw new AppError('clock.jumped');
  };
  await expect(askHubOnJump(kioskOf(silent, atOnce), doubtful)).rejects.toMatchObject({ code: 'clock.jumped' });
  expect(asked).toBe(1);
});

it('asks nobody about any other refusal', async () => {
  const kiosk = kioskOf(async () => expect.unreachable());
  const full = () => {
    throw new AppError('device.disk_full');
  };
  await expect(askHubOnJump(kiosk, full)).rejects.toMatchObject({ code: 'device.disk_full' });
});
