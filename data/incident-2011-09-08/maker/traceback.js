// @ts-check

/** @typedef {readonly [file: string, line: number, name: string, source: string]} Frame */

/** @type {Record<'web' | 'xmlrpc' | 'script', readonly Frame[]>} */
const OUTER_FRAMES = {
  web: [
    ['zope/publisher/publish.py', 134, 'publish', 'result = publication.callObject(request, obj)'],
    [
      'canonical/launchpad/webapp/publication.py',
      473,
      'callObject',
      'return mapply(ob, request.getPositionalArguments(), request)',
    ],
    ['zope/publisher/publish.py', 109, 'mapply', 'return debug_call(obj, args)'],
  ],
  xmlrpc: [
    ['zope/publisher/publish.py', 134, 'publish', 'result = publication.callObject(request, obj)'],
    [
      'canonical/launchpad/webapp/publication.py',
      473,
      'callObject',
      'return mapply(ob, request.getPositionalArguments(), request)',
    ],
    ['zope/app/publisher/xmlrpc/__init__.py', 44, '__call__', 'return self.method(*args)'],
  ],
  script: [
    ['lp/services/scripts/base.py', 319, 'run', 'self.main()'],
    ['lp/services/scripts/base.py', 427, 'lock_and_run', 'self.run(use_web_security, isolation)'],
  ],
};

/** @type {Record<'database' | 'page', readonly Frame[]>} */
const INNER_FRAMES = {
  database: [
    ['storm/store.py', 166, 'get', 'result = self._connection.execute(select)'],
    [
      'canonical/launchpad/webapp/dbpolicy.py',
      219,
      'getStore',
      'store = super(LaunchpadDatabasePolicy, self).getStore(name, flavor)',
    ],
    ['storm/database.py', 420, '_check_disconnect', 'raise DisconnectionError(str(exc))'],
  ],
  page: [
    ['canonical/launchpad/webapp/publisher.py', 307, '__call__', 'return self.render()'],
    ['chameleon/zpt/template.py', 109, 'render', 'return self.bound_template(*args)'],
  ],
};

/**
 * @param {keyof typeof OUTER_FRAMES} program
 * @param {keyof typeof INNER_FRAMES} place
 * @param {string} type
 * @param {string} value what is not ASCII is replaced, as a terminal of the time would
 */
export function makeTraceback(program, place, type, value) {
  const frames = [...OUTER_FRAMES[program], ...INNER_FRAMES[place]].flatMap(([file, line, name, source]) => [
    `  File "/srv/launchpad.net/production/${file}", line ${line}, in ${name}`,
    `    ${source}`,
  ]);
  return [
    'Traceback (most recent call last):',
    ...frames,
    `${type}: ${value.replace(/[^\n\t -~]/g, '?').trimEnd()}`,
  ].join('\n');
}
