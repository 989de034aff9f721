import { isIP } from 'node:net';

/** Where a program can be reached. */
export interface Address {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** An address as it stands in a URL. */
export function writeAddress({ host, port }: Address): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** Whether only programs of the same machine reach it. */
export function isLoopback({ host }: Address): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|(?:0*:)+0*1)$/i.test(host);
}

/** Why nobody can listen at an address, and what to do. */
export function explainListenError({ code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EADDRINUSE':
      return 'another program listens there. Give another port.';
    case 'EACCES':
      return 'that port is not for everybody. Give one above 1023.';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAFNOSUPPORT':
      return 'this machine has no such address. Give one of its own.';
    default:
      return `cannot listen there (${code}). Give another address.`;
  }
}
