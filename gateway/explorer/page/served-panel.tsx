import type { ReactNode } from 'react';
import { FetchTable } from './fetch-table.tsx';
import type { Served } from './read-served.ts';
import { showSeconds } from './show-seconds.ts';
import { StatusBadge } from './status-badge.tsx';

/** The last answer: how long it took, and where it and its parts came from. */
export function ServedPanel({ served }: { served: Served | undefined }) {
  return (
    <section className="served" aria-label="How it was served">
      <h2>How it was served</h2>
      {served === undefined ? (
        <p>
          Run an operation: here it says from which cache or service each part of its answer came.
        </p>
      ) : (
        <ServedAnswer served={served} />
      )}
    </section>
  );
}

function ServedAnswer({ served }: { served: Served }) {
  const { operation, ms, status, ageSeconds, ttlSeconds, fetches } = served;
  return (
    <>
      <h3>{operation}</h3>
      <dl className="served-figures">
        <Figure name="Whole answer">
          {status === undefined ? 'not said' : <StatusBadge status={status} />}
        </Figure>
        <Figure name="In the browser">{ms.toFixed(1)} ms</Figure>
        <Figure name="Age">{seconds(ageSeconds)}</Figure>
        <Figure name="Time left">{seconds(ttlSeconds)}</Figure>
      </dl>
      <Parts fetches={fetches} />
    </>
  );
}

function Parts({ fetches }: Pick<Served, 'fetches'>) {
  if (fetches === undefined) return <p>The answer does not tell of its parts.</p>;
  if (fetches.length === 0) return <p>No part of it was asked of a cache or a service.</p>;
  return <FetchTable fetches={fetches} />;
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Without a unit where there is nothing to measure. */
function seconds(value: number | undefined): string {
  return value === undefined ? showSeconds(value) : `${showSeconds(value)} s`;
}
