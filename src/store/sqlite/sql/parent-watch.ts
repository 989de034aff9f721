import { Socket } from 'node:net';

/**
 * Ends the process that this thread belongs to as soon as its parent has ended, however that came: the system then
 * closes the parent's end of a pipe into which nothing is ever written. The first thread cannot watch it, because a
 * running statement lets nothing else run. Like main.ts it is a program, and nothing imports it.
 */
const end = () => process.kill(process.pid, 'SIGKILL');
new Socket({ fd: 3 }).on('error', end).on('close', end).resume();
