import type { House, Service } from './house.ts';

/** How many GraphQL requests each service answered under this request id. */
export function graphQLCalls(house: House, requestId: string): Record<Service, number> {
  const count = (service: Service) =>
    house.processes[service].log.filter(
      (line) =>
        line.msg === 'request' && line['path'] === '/graphql' && line['requestId'] === requestId,
    ).length;
  return {
    gateway: count('gateway'),
    worker: count('worker'),
    retrieval: count('retrieval'),
    agents: count('agents'),
  };
}
