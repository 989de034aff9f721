import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-once.ts', 'test/support/clickhouse/desk.ts'],
    // Only what never ends is to fail by time: a machine can be as busy as it likes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    coverage: { include: ['src/**/*.ts'], reporter: ['text', 'html'], reportsDirectory: 'coverage/lines' },
  },
});
