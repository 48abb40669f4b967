import { PortInUseError } from './check-ports.ts';
import { help, readCommandLine } from './command-line.ts';
import { ConsoleLog } from './console-log.ts';
import { ProgramFailedError } from './processes/program.ts';
import { RedisNotFoundError } from './redis/choose-redis.ts';
import { runStack } from './run-stack.ts';
import { type Environment, readSettings, SettingsError } from './settings.ts';
import { StackRunsAlreadyError } from './stack-record.ts';

/** Errors whose message is all that a person needs; any other is shown with its stack. */
const plainErrors = [
  PortInUseError,
  ProgramFailedError,
  RedisNotFoundError,
  SettingsError,
  StackRunsAlreadyError,
];

/** `npm start`, from its words and environment to its exit code. */
export async function start(words: readonly string[], environment: Environment): Promise<number> {
  const { stdout } = process;
  const isColoured = stdout.isTTY && !environment['NO_COLOR'];
  const log = new ConsoleLog(stdout, { isJson: environment['LOG_FORMAT'] === 'json', isColoured });
  try {
    const commandLine = readCommandLine(words);
    if (commandLine.isHelp) log.say(help);
    else await runStack(commandLine, readSettings(environment), environment, log);
    return 0;
  } catch (error) {
    process.stderr.write(`\n${describe(error)}\n`);
    return 1;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isPlain = plainErrors.some((type) => error instanceof type) || error instanceof TypeError;
  return isPlain ? error.message : (error.stack ?? error.message);
}
