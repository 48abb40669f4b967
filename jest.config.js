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
  testSequencer: '<rootDir>/tests/house-first.js',
  coverageProvider: 'v8',
};
