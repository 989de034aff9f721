import { isIP } from 'node:net';

/** Where a program can be reached. */
export interface ListenAddress {
  /** A name or an address, without the brackets of IPv6. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|(?:0*:)+0*1)$/i;

/** Whether only programs of this machine reach it. */
export function isLoopback({ host }: Pick<ListenAddress, 'host'>): boolean {
  return LOOPBACK.test(host);
}

/**
 * An address as it stands in a URL.
 *
 * @example
 * writeAddress({ host: '::1', port: 8126 }); // '[::1]:8126'
 */
export function writeAddress({ host, port }: ListenAddress): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
