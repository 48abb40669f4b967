import { type FoldedPart, foldEqualParts } from './fold-equal-parts.ts';
import type { Fetched } from './read-served.ts';
import { showSeconds } from './show-seconds.ts';
import { StatusBadge } from './status-badge.tsx';

/** The parts of an answer, with a bar for the time of each beside the slowest. */
export function FetchTable({ fetches }: { fetches: readonly Fetched[] }) {
  const slowestMs = Math.max(...fetches.map(({ ms }) => ms));
  return (
    <table className="served-fetches">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Cache</th>
          <th scope="col">Age / left</th>
          <th scope="col">ms</th>
        </tr>
      </thead>
      {foldEqualParts(fetches).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
        <PartRows key={index} part={part} share={slowestMs === 0 ? 0 : part.fetch.ms / slowestMs} />
      ))}
    </table>
  );
}

function PartRows({ part: { fetch, times }, share }: { part: FoldedPart; share: number }) {
  return (
    <tbody>
      <tr>
        <th scope="row" title={fetch.name}>
          <span>{fetch.name}</span>
          <small>
            {fetch.kind === 'root' ? 'field' : 'entity'} of {fetch.subgraph}
            {times > 1 && `, ${times} times`}
          </small>
        </th>
        <td>
          <StatusBadge status={fetch.status} />
        </td>
        <td>
          {showSeconds(fetch.ageSeconds)} / {showSeconds(fetch.ttlSeconds)} s
        </td>
        <td>{fetch.ms.toFixed(1)}</td>
      </tr>
      <tr>
        <td colSpan={4}>
          <div className="served-bar" style={{ width: `${Math.max(share * 100, 1)}%` }} />
          {fetch.tags.map((tag) => (
            <code key={tag} title={tag}>
              {tag}
            </code>
          ))}
        </td>
      </tr>
    </tbody>
  );
}
