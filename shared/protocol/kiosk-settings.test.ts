import { describe, expect, it } from 'vitest';
import { defaultKioskSettings, kioskSettingsSchema, stepsToAsk } from './kiosk-settings.ts';

const UID = '0198c5a0-0000-7000-8000-0000000000a0';

describe('the settings of kiosks', () => {
  it('have a default for everything, so that a kiosk that has heard nothing works', () => {
    expect(stepsToAsk(defaultKioskSettings(UID))).toEqual(['phone', 'birthDate', 'name', 'service', 'doctor']);
    expect(kioskSettingsSchema.parse({ uid: UID, idleSeconds: 90 })).toMatchObject({
      idleSeconds: 90,
      tokenSeconds: 45,
    });
  });

  it('put steps into the order that the clinic wants', () => {
    const steps = ['service', 'reason', 'name', 'birthDate', 'phone'] as const;
    expect(stepsToAsk({ steps: [...steps] })).toEqual([...steps]);
  });

  it('never leave out what a registration needs, nor ask twice', () => {
    expect(stepsToAsk({ steps: [] })).toEqual(['phone', 'birthDate', 'name', 'service']);
    expect(stepsToAsk({ steps: ['doctor', 'reason', 'doctor'] })).toEqual([
      'phone',
      'birthDate',
      'name',
      'service',
      'doctor',
      'reason',
    ]);
  });

  it.each([{ idleSeconds: 1 }, { steps: ['nonsense'] }, { pinHash: '1234' }, { fees: [{ serviceUid: UID }] }])(
    'refuse %j',
    (change) => {
      expect(kioskSettingsSchema.safeParse({ uid: UID, ...change }).success).toBe(false);
    },
  );
});
