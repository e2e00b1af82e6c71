import { parseCookie, stringifySetCookie, type SerializeOptions } from 'cookie';
import type { Request, Response } from 'express';

/** What a handler may know of the HTTP request beyond its input, and say beyond its reply. */
export type RequestInfo = {
  id: string;
  /** The caller's address, or what a trusted proxy says it is. */
  address: string;
  /** Over TLS, here or at a trusted proxy. */
  secure: boolean;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
  setCookie(name: string, value: string, options: SerializeOptions): void;
};

export function requestInfo(request: Request, response: Response): RequestInfo {
  return {
    id: requestIdOf(request),
    address: addressOf(request),
    secure: request.secure,
    header: (name) => request.get(name),
    cookie: (name) => parseCookie(request.get('cookie') ?? '')[name],
    setCookie: (name, value, options) => {
      response.append('set-cookie', stringifySetCookie(name, value, options));
    },
  };
}

/** The id that the request log gave it. */
export function requestIdOf(request: Request): string {
  return typeof request.id === 'string' ? request.id : '';
}

/** The caller's address, as limits count it. */
export function addressOf(request: Request): string {
  return countedAddress(request.ip);
}

/** Of IPv6 the network, because one caller has as many addresses in it as they like. */
export function countedAddress(ip: string | undefined): string {
  const address = (ip ?? 'unknown').replace(/^::ffff:(?=\d+\.)/u, '');
  return address.includes(':') ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole =
    tail === undefined ? groups : [...groups, ...Array(8 - groups.length - after.length).fill('0'), ...after];
  return `${whole.slice(0, 4).join(':')}::/64`;
}
