import { UserError } from '../../user-error.js';

/** What is said of an address of a broker that is none; it may hold a password, and is not shown. */
const NO_ADDRESS =
  'is no address of a broker. Write it like amqp://user@host:5672/vhost, or amqps:// for TLS.';

/** Where a broker is, and how one logs in. */
export interface Broker {
  readonly protocol: 'amqp' | 'amqps';
  readonly hostname: string;
  readonly port: number;
  readonly vhost: string;
  readonly username: string;
  readonly password: string;
  readonly tls: TlsFiles;
}

/** What TLS works with, as PEM; undefined: what the system has. */
export interface TlsFiles {
  /** The authority that signed the broker's certificate. */
  readonly ca?: Buffer;
  /** The certificate that is shown to the broker, and its key. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

const PORTS = { amqp: 5672, amqps: 5671 } as const;

/**
 * Reads the address of a broker as RabbitMQ writes it (https://www.rabbitmq.com/docs/uri-spec). Without a path it means the
 * virtual host `/`, without a user `guest`.
 *
 * @param name what the address was given by, for the message, e.g. `--amqp`
 * @param password where the address holds none
 * @throws UserError when it is none
 * @example
 * readBroker('--amqp', 'amqp://oops@mq.example.com/prod', 'secret').vhost; // 'prod'
 */
export function readBroker(
  name: string,
  address: string,
  password: string | undefined,
  tls: TlsFiles = {},
): Broker {
  const url = URL.canParse(address) ? new URL(address) : null;
  const protocol = url?.protocol.slice(0, -1);
  if (!url || (protocol !== 'amqp' && protocol !== 'amqps') || url.hostname === '') {
    throw new UserError(`${name} ${NO_ADDRESS}`);
  }
  const decode = (text: string) => decodePart(text, name);
  return {
    protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORTS[protocol] : Number(url.port),
    vhost: decode(url.pathname.slice(1)) || '/',
    username: decode(url.username) || 'guest',
    password: decode(url.password) || (password ?? (url.username === '' ? 'guest' : '')),
    tls,
  };
}

function decodePart(text: string, name: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UserError(`${name} ${NO_ADDRESS} A % in a name is written %25.`);
  }
}

/**
 * What a broker, or a queue or exchange there, is called by people, in the store and in messages: its address without user
 * and password.
 *
 * @example
 * nameOnBroker(broker, 'oopses'); // 'amqp://mq.example.com/prod/oopses', or amqp://mq.example.com/%2F/oopses
 */
export function nameOnBroker({ protocol, hostname, port, vhost }: Broker, name?: string): string {
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  const place = port === PORTS[protocol] ? host : `${host}:${port}`;
  const path = (name === undefined ? [vhost] : [vhost, name]).map(encodeURIComponent);
  return `${protocol}://${place}/${path.join('/')}`;
}
