import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DATABASE_VARIABLE } from '../src/config/environment.js';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const packed = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };

/** What is copied from the checkout. */
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, names = '']) =>
  names.split(' '),
);

describe('the Dockerfile', () => {
  it('copies only what is there, and what .dockerignore lets through', () => {
    expect(copied.filter((name) => !existsSync(name))).toEqual([]);
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(copied.filter((name) => ignored.includes(name))).toEqual([]);
  });

  it('copies all that goes into the package', () => {
    expect(packed.files.filter((name) => name !== 'dist' && !copied.includes(name))).toEqual([]);
  });

  it('runs the program as a user without rights, with its database in the volume', () => {
    expect(dockerfile).toContain(`${DATABASE_VARIABLE}=/data/`);
    expect(dockerfile).toMatch(/^USER node\n[\s\S]*^VOLUME \/data\nENTRYPOINT \["oops-report"\]$/m);
  });
});
