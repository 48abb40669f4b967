import { describe, expect, it } from '@jest/globals';
import { createAdminCheck } from './admin-token.ts';
import { findNoNetwork } from './trusted-networks.ts';

const ADMIN = 'the-token-of-the-operators';
const INTERNAL = 'the-token-of-the-processes';
const LOOPBACK = '127.0.0.0/8,::1/128';

/** What becomes of a caller: `let in`, or the code of the refusal. */
function admit(
  tokens: { adminToken?: string; internalToken?: string },
  headers: Readonly<Record<string, string>>,
  remoteAddress = '127.0.0.1',
  trustedNetworks = LOOPBACK,
): string {
  const access = { adminToken: undefined, internalToken: undefined, ...tokens, trustedNetworks };
  try {
    createAdminCheck(access)({ headers, socket: { remoteAddress } });
    return 'let in';
  } catch (error) {
    return String((error as { code: string }).code);
  }
}

describe('where tokens are set, a caller', () => {
  const tokens = { adminToken: ADMIN, internalToken: INTERNAL };

  it.each([
    ['Bearer and the ADMIN_TOKEN', `Bearer ${ADMIN}`, 'let in'],
    ['Bearer and the INTERNAL_TOKEN', `Bearer ${INTERNAL}`, 'let in'],
    ['the token alone', ADMIN, 'let in'],
    ['another token', 'Bearer another-token-entirely', 'FORBIDDEN'],
    ['a beginning of it', `Bearer ${ADMIN.slice(0, -1)}`, 'FORBIDDEN'],
    ['nothing after Bearer', 'Bearer ', 'FORBIDDEN'],
  ])('with %s is answered so', (_, authorization, outcome) => {
    expect(admit(tokens, { authorization })).toBe(outcome);
  });

  it('without one is refused on this machine too', () => {
    expect(admit(tokens, {})).toBe('UNAUTHENTICATED');
  });
});

describe('where no token is set, a caller', () => {
  it.each([
    ['127.0.0.1', 'let in'],
    ['::1', 'let in'],
    ['::ffff:127.0.0.1', 'let in'],
    ['10.0.0.7', 'UNAUTHENTICATED'],
    ['::ffff:10.0.0.7', 'UNAUTHENTICATED'],
    ['', 'UNAUTHENTICATED'],
  ])('at %s is answered so', (address, outcome) => {
    expect(admit({}, {}, address)).toBe(outcome);
  });

  it('is not on this machine because a header says so, nor when a proxy passed it on', () => {
    const forwarded = { 'x-forwarded-for': '127.0.0.1' };

    expect(admit({}, forwarded, '10.0.0.7')).toBe('UNAUTHENTICATED');
    expect(admit({}, forwarded, '127.0.0.1')).toBe('UNAUTHENTICATED');
  });

  it('is let in from a network that is trusted', () => {
    expect(admit({}, {}, '172.18.0.1', '172.16.0.0/12')).toBe('let in');
    expect(admit({}, {}, '172.32.0.1', '172.16.0.0/12')).toBe('UNAUTHENTICATED');
  });
});

describe('a list of networks', () => {
  it.each([
    [LOOPBACK, undefined],
    ['10.0.0.0/8, fd00::/8', undefined],
    ['10.0.0.0/8,lan', 'lan'],
    ['10.0.0.0', '10.0.0.0'],
    ['10.0.0.0/33', '10.0.0.0/33'],
    ['', ''],
  ])('"%s" has this part that is none: %s', (list, part) => {
    expect(findNoNetwork(list)).toBe(part);
  });
});
