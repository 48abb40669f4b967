/** Settings that hold a secret, by the end of their key. */
const secretKey = /(?:TOKEN|SECRET|PASSWORD|_KEY)$/;
/** The same for lists of headers (`name=value,…`), whose values are secrets. */
const secretHeaders = /_HEADERS$/;
/** Shorter ones are words that logs are full of. */
const SHORTEST = 6;
const CENSOR = '[redacted]';
/** Who and with what password, in an address of any kind. */
const credentials = /\b([a-z][a-z\d+.-]*:\/\/)[^\s/"']+@/gi;

/** Takes the secrets of `config`, and the credentials of every address, out of a line of the log. */
export function createRedaction(
  config: Readonly<Record<string, unknown>>,
): (line: string) => string {
  const secrets = Object.entries(config).flatMap(([key, value]) =>
    typeof value === 'string' ? secretsIn(key, value) : [],
  );
  // As they are written in JSON, the longest first: one may be the beginning of another.
  const written = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .map((secret) => JSON.stringify(secret).slice(1, -1))
    .sort((one, other) => other.length - one.length);
  return (line) => {
    let text = line;
    for (const secret of written) text = text.replaceAll(secret, CENSOR);
    return text.replace(credentials, `$1${CENSOR}@`);
  };
}

function secretsIn(key: string, value: string): string[] {
  if (secretKey.test(key)) return [value];
  if (secretHeaders.test(key)) return value.split(',').flatMap(headerValue);
  if (!URL.canParse(value)) return [];
  const { password } = new URL(value);
  return password === '' ? [] : [password, decoded(password)];
}

/** As it is written in the setting, and as it is sent. */
function headerValue(header: string): string[] {
  const value = header.slice(header.indexOf('=') + 1);
  return [value, decoded(value)];
}

/** As it is where it is not encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
