#!/usr/bin/env node
/** What is started by its name: looks at Node before it loads what an old one cannot even read. */
import './check-node.js';

import('./main.js');
