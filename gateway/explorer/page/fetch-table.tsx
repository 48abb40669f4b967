import type { Fetched } from './read-served.ts';
import { StatusBadge } from './status-badge.tsx';

/** The parts of an answer, with a bar for the time of each beside the slowest. */
export function FetchTable({ fetches }: { fetches: readonly Fetched[] }) {
  const slowestMs = Math.max(...fetches.map(({ ms }) => ms));
  return (
    <table className="served-fetches">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">From cache</th>
          <th scope="col">Age / left</th>
          <th scope="col">ms</th>
        </tr>
      </thead>
      {fetches.map((fetch, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same part may come twice, and the list is never reordered
        <FetchRows key={index} fetch={fetch} share={slowestMs === 0 ? 0 : fetch.ms / slowestMs} />
      ))}
    </table>
  );
}

function FetchRows({ fetch, share }: { fetch: Fetched; share: number }) {
  return (
    <tbody>
      <tr>
        <th scope="row">
          {fetch.name}
          <small>
            {fetch.kind === 'root' ? 'field' : 'entities'} of {fetch.subgraph}
          </small>
        </th>
        <td>
          <StatusBadge status={fetch.status} />
        </td>
        <td>
          {fetch.ageSeconds ?? '–'} / {fetch.ttlSeconds ?? '–'} s
        </td>
        <td>{fetch.ms.toFixed(1)}</td>
      </tr>
      <tr>
        <td colSpan={4}>
          <div className="served-bar" style={{ width: `${Math.max(share * 100, 1)}%` }} />
          {fetch.tags.map((tag) => (
            <code key={tag}>{tag}</code>
          ))}
        </td>
      </tr>
    </tbody>
  );
}
