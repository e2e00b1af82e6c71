import { describe, expect, it } from 'vitest';
import { deviceAuthorization, parseDeviceAuthorization } from './device-auth.ts';

const AUTH = { deviceUid: '0198c5a0-0000-7000-8000-000000000001', deviceKey: 'k3y_with:colons-and_more' };

describe('a device’s Authorization header', () => {
  it('is read back as it was written', () => {
    expect(parseDeviceAuthorization(deviceAuthorization(AUTH))).toEqual(AUTH);
  });

  it.each([undefined, '', 'Bearer abc', 'Device ', 'Device no-uid:key', `Device ${AUTH.deviceUid}`])(
    'is nobody’s when it says %j',
    (header) => {
      expect(parseDeviceAuthorization(header)).toBeNull();
    },
  );
});
