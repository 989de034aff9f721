import { defineConfig } from 'vitest/config';

/** The tests that have to notice a changed analysis: its own, which need no database and nothing compiled. */
export default defineConfig({ test: { include: ['test/analysis/**/*.test.ts'] } });
