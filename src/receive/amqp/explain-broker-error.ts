import { UserError } from '../../user-error.js';
import { type Broker, nameOnBroker } from './broker.js';

/** An answer of a broker, or of whoever answers in its place, that will be the same when it is asked again. */
export class BrokerRefusal extends UserError {}

/** What is asked of a broker, for what is said when it refuses. */
export interface Asked {
  readonly broker: Broker;
  /** The queue or exchange. */
  readonly name: string;
}

/** Ways to refuse, in the words of RabbitMQ and of TLS, with what is wrong and what to do; `$user` and `$vhost` are put in. */
const REFUSALS: readonly (readonly [said: RegExp, of: 'broker' | 'name', told: string])[] = [
  [
    /ACCESS.REFUSED - Login|Handshake terminated by server: 403/,
    'broker',
    'refuses to let $user in. Correct the user, or the password.',
  ],
  [
    /Expected ConnectionOpenOk; got <ConnectionClose/,
    'broker',
    'has no virtual host $vhost, or does not let $user into it. Correct what is behind the host, or give that user permissions there.',
  ],
  [
    /NOT_FOUND - no queue/,
    'name',
    'there is no such queue. Correct --queue, or have it made with --bind-to EXCHANGE.',
  ],
  [/NOT_FOUND - no exchange/, 'name', 'there is no such exchange. Correct --exchange.'],
  [/RESOURCE_LOCKED|exclusive use/, 'name', 'another program has it for itself alone. End that one.'],
  [
    /ACCESS_REFUSED/,
    'name',
    'access refused. Give $user the permission to read it, and with --bind-to to configure and write.',
  ],
  [
    /PRECONDITION_FAILED/,
    'name',
    'it, or the exchange of --bind-to, is there and no durable queue, or no durable fanout exchange. Remove it, or bind the queue yourself and leave --bind-to out.',
  ],
  [
    /self.signed certificate|unable to (verify|get)|certificate has expired|does not match certificate/i,
    'broker',
    'its certificate cannot be trusted ($said). Name the file of its authority with --amqp-ca.',
  ],
  [/wrong version number|packet length too long/, 'broker', 'does not speak TLS there. Write amqp://.'],
  [
    /alert (handshake|certificate|bad|unknown)/i,
    'broker',
    'refuses the TLS connection. Look at --amqp-cert and --amqp-key.',
  ],
];

/**
 * Says in one line why a broker could not be used, without any password: a BrokerRefusal where it said so itself, else that
 * it is away.
 */
export function explainBrokerError(error: unknown, { broker, name }: Asked): UserError {
  if (error instanceof UserError) return error;
  const said = saidBy(error);
  const found = REFUSALS.find(([words]) => words.test(said));
  if (!found) return new UserError(`${nameOnBroker(broker)}: cannot be reached (${said}).`, { cause: error });
  const [, of, told] = found;
  const place = of === 'broker' ? nameOnBroker(broker) : nameOnBroker(broker, name);
  const words = { $user: broker.username, $vhost: broker.vhost, $said: said };
  const line = told.replace(/\$\w+/g, (key) => words[key as keyof typeof words]);
  return new BrokerRefusal(`${place}: ${line}`, { cause: error });
}

/** What an error says; one that stands for several tries at once says it in the first of them. */
function saidBy(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return saidBy(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
