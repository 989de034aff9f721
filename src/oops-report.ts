#!/usr/bin/env node
/** What is started by its name: looks at Node before it loads what an old one cannot even read, and has it compile only once. */
import './check-node.js';

import('./compile-cache.js').then(({ keepCompiled }) => {
  keepCompiled(process);
  return import('./main.js');
});
