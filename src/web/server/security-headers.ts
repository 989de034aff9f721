import { createHash } from 'node:crypto';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import { siteStyle } from '../../reports/layout/templates.js';

/**
 * What a browser may do with a page: show it, with its one style sheet, and send its forms home. No script, no frame, nothing from
 * elsewhere; and it tells no other site where somebody came from.
 */
export function securityHeaders(): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: [`'sha256-${createHash('sha256').update(`\n${siteStyle()}`).digest('base64')}'`],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Whether it is reached over TLS is for the proxy before it to say.
    strictTransportSecurity: false,
  };
}
