const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};

/** Facts that every line carries and that the prefix or the time already say. */
const known = new Set(['level', 'time', 'service', 'msg', 'err', 'pid', 'hostname']);

/** A pino line as a person reads it: time, level, message, then the facts; any other line as it is. */
export function formatLogLine(line: string): string {
  const entry = parseEntry(line);
  if (entry === undefined) return line;
  const facts = Object.entries(entry)
    .filter(([key]) => !known.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const words = [timeOf(entry), levelOf(entry), String(entry['msg'] ?? ''), ...facts];
  const error = errorOf(entry['err']);
  return error === undefined ? words.join(' ') : `${words.join(' ')}\n    ${error}`;
}

/** Whether a line is a pino line of level info or lower. Lines that are not pino's are taken as worth reading. */
export function isBelowWarning(line: string): boolean {
  const level = parseEntry(line)?.['level'];
  return typeof level === 'number' && level < 40;
}

function parseEntry(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    return isRecord(parsed) && 'level' in parsed ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The local time of day, to the second. */
function timeOf(entry: Readonly<Record<string, unknown>>): string {
  const { time } = entry;
  if (typeof time !== 'string' && typeof time !== 'number') return '--:--:--';
  return new Date(time).toTimeString().slice(0, 8);
}

function levelOf(entry: Readonly<Record<string, unknown>>): string {
  const { level } = entry;
  return (typeof level === 'number' ? (levels[level] ?? String(level)) : '?').padEnd(5);
}

/** The stack when there is one: it begins with the message. */
function errorOf(error: unknown): string | undefined {
  if (!isRecord(error)) return undefined;
  const text = error['stack'] ?? error['message'];
  return typeof text === 'string' ? text.split('\n').slice(0, 8).join('\n    ') : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
