import { isIPv4, isIPv6 } from 'node:net';

const MAPPED = '::ffff:';
const GROUPS = 8;

/**
 * The address as one client has it: an IPv4 address, or the first half of an IPv6 address, because whoever has one
 * of those has 2^64 (RFC 6177).
 */
export function clientNetwork(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = plain.startsWith(MAPPED) ? plain.slice(MAPPED.length) : plain;
  if (isIPv4(mapped) || !isIPv6(plain)) return mapped;
  const [before = [], after = []] = plain
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0');
  const groups = [...before, ...zeros, ...after].slice(0, GROUPS / 2);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
