import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

const firstQuery = `# Find passages by meaning and by words, with the files that they are from.
query FirstSearch($query: String!) {
  search(query: $query, first: 5) {
    totalHits
    tookMs
    cache {
      status
      ageSeconds
    }
    hits {
      rank
      score
      highlight
      file {
        name
        mediaType
      }
    }
  }
}
`;

/** A page for browsers at `/graphql` that opens Apollo Sandbox with a query to start from; it loads nothing itself. */
export function createSandboxPage() {
  return ApolloServerPluginLandingPageLocalDefault({
    embed: false,
    document: firstQuery,
    variables: { query: 'how does the cache stay correct' },
  });
}
