import type { FastifyInstance, FastifyReply } from 'fastify';

/** An outage among calm hours, in the colours of the pages. */
const FAVICON = {
  type: 'image/svg+xml',
  body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b57a4"/><path d="M2 11h2V9h1v2h1V5h1V3h1v4h1v4h1v-1h1v1h3v2H2z" fill="#fff"/></svg>\n',
};

/** Reports are for the team: no search engine is to keep them. */
const ROBOTS = { type: 'text/plain; charset=utf-8', body: 'User-agent: *\nDisallow: /\n' };

/** Serves what is the same whatever the data are; `/healthz` says that the server goes on. */
export function serveFixed(app: FastifyInstance): void {
  app.get('/favicon.svg', (_, reply) => sendFixed(reply, FAVICON));
  app.get('/robots.txt', (_, reply) => sendFixed(reply, ROBOTS));
  app.get('/healthz', (_, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'));
}

function sendFixed(reply: FastifyReply, { type, body }: { type: string; body: string }): FastifyReply {
  return reply.header('cache-control', 'max-age=86400').type(type).send(body);
}
