import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AGENT, type Attack, CLEAR, operation } from './attacks/attack.ts';
import { connections } from './attacks/connections.ts';
import { documents } from './attacks/documents.ts';
import { floods } from './attacks/floods.ts';
import { identities } from './attacks/identities.ts';
import { operators } from './attacks/operators.ts';
import { openSiege, SECRETS, type Siege } from './attacks/siege.ts';
import { uploads } from './attacks/uploads.ts';
import { webPages } from './attacks/web-pages.ts';

/** What no answer may tell: secrets, stacks, and where things are. */
const inside = new RegExp(
  `${Object.values(SECRETS).join('|')}|user:secret|node_modules|\\.ts:\\d|ECONN|redis://|127\\.0\\.0\\.1:\\d`,
);

const kinds: Readonly<Record<string, readonly Attack[]>> = {
  'by a web page': webPages,
  'by somebody who is no operator': operators,
  'by somebody who would be another': identities,
  'with a document': documents,
  'with a flood': floods,
  'with a connection': connections,
  'with an upload': uploads,
};

let siege: Siege;

beforeAll(async () => {
  siege = await openSiege();
}, 60_000);

afterAll(() => siege.close());

describe.each(Object.entries(kinds))('an attack %s', (_, attacks) => {
  it.each(attacks.map((attack) => [`${attack.name} (${attack.at})`, attack] as const))(
    '%s',
    async (_, attack) => {
      const { status, text } = await siege.answerTo(attack);

      expect({ status, text }).toMatchObject({ status: attack.status });
      if (attack.says) expect(text).toMatch(attack.says);
      if (attack.saysNot) expect(text).not.toMatch(attack.saysNot);
      expect(text).not.toMatch(inside);
    },
  );
});

describe('after all of them', () => {
  it('nothing was dropped, invalidated or uploaded', async () => {
    const { stack, workers } = siege;

    const { data } = await workers.query('{ files { totalCount } }');

    expect([stack.worker, stack.retrieval, stack.agents].flatMap((s) => s.invalidations)).toEqual(
      [],
    );
    expect(data.files.totalCount).toBe(0);
    expect(workers.house.told).toEqual([]);
    expect(readdirSync(workers.house.folder)).not.toContain('planted.txt');
    expect(Object.prototype).not.toHaveProperty('isAdmin');
  });

  it('no log line holds a secret, though all that can be said is said', () => {
    const log = JSON.stringify(siege.guarded.log);

    expect(siege.guarded.log.length).toBeGreaterThan(50);
    for (const secret of [...Object.values(SECRETS), 'user:secret', 'eyJ'])
      expect(log).not.toContain(secret);
    expect(log).not.toContain('forged');
  });

  it('whoever may do these things still can', async () => {
    const { issuer, ask, stack } = siege;
    const operator = { authorization: `Bearer ${SECRETS.ADMIN_TOKEN}` };
    const user = { authorization: `Bearer ${await issuer.sign()}` };

    const answers = await Promise.all([
      ask('guarded', { headers: operator, ...operation(CLEAR) }),
      ask('guarded', { headers: user, ...operation(AGENT) }),
      ask('open', operation(CLEAR)),
      ask('worker', { path: '/api/v1/files?name=a.txt', body: 'welcome' }),
      ask('worker', { method: 'DELETE', path: '/api/v1/cache/clear' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 202, 200]);
    expect(answers.slice(0, 3).map(({ text }) => JSON.parse(text).data)).toEqual([
      { clearCache: { complete: true } },
      { agent: { name: 'of ada' } },
      { clearCache: { complete: true } },
    ]);
    expect(stack.worker.invalidations).toHaveLength(2);
  });
});
