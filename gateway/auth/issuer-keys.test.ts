import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { pino } from 'pino';
import { eventually } from '../../subgraphs/shared/testing/eventually.ts';
import { startTokenIssuer, type TokenIssuer } from '../testing/token-issuer.ts';
import { IssuerKeys } from './issuer-keys.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let issuer: TokenIssuer;
let now: number;
let warnings: string[];
let verify: (header?: { kid: string }) => Promise<unknown>;

beforeEach(async () => {
  issuer = await startTokenIssuer();
  now = 0;
  warnings = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void warnings.push(line) });
  const keys = new IssuerKeys(new URL(issuer.environment.JWT_JWKS_URL), logger, () => now);
  verify = async (header) => jwtVerify(await issuer.sign({}, header), keys.find);
});

afterEach(() => issuer.close());

const unavailable = { code: 'SUBGRAPH_UNAVAILABLE' };
const unknownKey = { code: 'ERR_JWKS_NO_MATCHING_KEY' };

describe('the keys of an issuer', () => {
  it('are fetched once by tokens that come together, and again after ten minutes', async () => {
    await Promise.all([verify(), verify(), verify()]);
    now += 9 * MINUTE;
    await verify();
    expect(issuer.keyRequests()).toBe(1);

    now += MINUTE;
    await verify();

    expect(issuer.keyRequests()).toBe(2);
  });

  it('go on while it gives none, and it is asked again in good time', async () => {
    await verify();
    issuer.behave('badly');
    now += 20 * MINUTE;

    await Promise.all([verify(), verify()]);
    await verify();
    expect(issuer.keyRequests()).toBe(2);

    now += 11 * SECOND;
    await verify();
    await eventually(
      () => warnings.length,
      (count) => count === 2,
    );
    expect(issuer.keyRequests()).toBe(3);
  });

  it('hold up no request while it is known to say nothing', async () => {
    await verify();
    issuer.behave('badly');
    now += 20 * MINUTE;
    await verify();
    issuer.behave('silently');
    now += 11 * SECOND;

    await verify();
    await eventually(issuer.keyRequests, (count) => count === 3);
    await expect(verify()).resolves.toBeDefined();
  });
});

describe('a key that is not known', () => {
  it('is asked for twice a minute at most', async () => {
    await verify();
    for (const kid of ['a', 'b', 'c'])
      await expect(verify({ kid })).rejects.toMatchObject(unknownKey);
    expect(issuer.keyRequests()).toBe(1);

    now += 30 * SECOND;
    for (const kid of ['a', 'b', 'c'])
      await expect(verify({ kid })).rejects.toMatchObject(unknownKey);

    expect(issuer.keyRequests()).toBe(2);
  });

  it('is no fault of the token while the issuer gives none, and costs one try in ten seconds', async () => {
    await verify();
    issuer.behave('badly');
    now += MINUTE;

    for (const kid of ['a', 'b', 'c'])
      await expect(verify({ kid })).rejects.toMatchObject(unavailable);

    expect(issuer.keyRequests()).toBe(2);
    expect(warnings).toHaveLength(1);
  });

  it('is believed as soon as the issuer is well again', async () => {
    issuer.behave('badly');
    await expect(verify()).rejects.toMatchObject(unavailable);
    issuer.behave('well');
    await expect(verify()).rejects.toMatchObject(unavailable);

    now += 10 * SECOND;

    await expect(verify()).resolves.toBeDefined();
  });
});
