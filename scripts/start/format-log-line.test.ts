import { describe, expect, it } from '@jest/globals';
import { formatLogLine, isBelowWarning } from './format-log-line.ts';

const entry = { level: 30, time: '2026-03-03T08:10:00.000Z', service: 'worker', msg: 'request' };

describe('a line of a service', () => {
  it('is shown as time, level, message and facts', () => {
    const line = formatLogLine(JSON.stringify({ ...entry, status: 200, path: '/graphql' }));

    expect(line).toMatch(/^\d\d:\d\d:00 info {2}request status=200 path=\/graphql$/);
  });

  it('is followed by the stack when it carries an error', () => {
    const line = formatLogLine(
      JSON.stringify({ ...entry, level: 50, err: { stack: 'Error: gone\n  at a.ts' } }),
    );

    expect(line).toContain('ERROR request\n    Error: gone\n');
  });

  it('is shown as it is when it is not JSON, or JSON of another shape', () => {
    expect(formatLogLine('Ready to accept connections')).toBe('Ready to accept connections');
    expect(formatLogLine('{"a":1}')).toBe('{"a":1}');
    expect(formatLogLine('{broken')).toBe('{broken');
  });

  it('is left out during the demonstration only when it is a line of info or lower', () => {
    expect(isBelowWarning(JSON.stringify(entry))).toBe(true);
    expect(isBelowWarning(JSON.stringify({ ...entry, level: 40 }))).toBe(false);
    expect(isBelowWarning('Segmentation fault')).toBe(false);
  });
});
