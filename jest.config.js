export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/gateway', '<rootDir>/subgraphs', '<rootDir>/scripts', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }],
  },
  globalSetup: '<rootDir>/tests/build-services.js',
  restoreMocks: true,
  // Servers and processes are real, and the machine may be busy.
  testTimeout: 30_000,
  // Most tests wait for other processes, so that two cores carry two workers.
  maxWorkers: 2,
  // Modules of finished files stay in memory. At a gigabyte a worker takes longer to end than Jest waits for it (0.5 s).
  workerIdleMemoryLimit: '500MB',
  testSequencer: '<rootDir>/tests/house-first.js',
  coverageProvider: 'v8',
};
