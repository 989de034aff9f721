/** Where a receiver listens. */
export interface ListenAddress {
  /** A name or an address, without the brackets of IPv6. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Whether only programs of this machine reach it. */
  readonly isLoopback: boolean;
}

const ADDRESS = /^(?:\[([\da-f:.]+)\]|([^\s:/[\]]+)):(\d{1,5})$/i;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|(?:0*:)+0*1)$/i;

/**
 * Reads an address with its port; null where it is none.
 *
 * @example
 * parseListenAddress('127.0.0.1:8126'); // { host: '127.0.0.1', port: 8126, isLoopback: true }
 * parseListenAddress('[::]:8126');      // { host: '::', port: 8126, isLoopback: false }
 */
export function parseListenAddress(text: string): ListenAddress | null {
  const [, bracketed, plain, digits] = ADDRESS.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || !(port <= 65_535)) return null;
  return { host, port, isLoopback: LOOPBACK.test(host) };
}

/** The address of its pages. */
export function urlOf({ host, port }: Pick<ListenAddress, 'host' | 'port'>): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
