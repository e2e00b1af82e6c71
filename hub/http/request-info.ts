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
    address: request.ip ?? 'unknown',
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
