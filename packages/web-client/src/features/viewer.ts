import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';

const Viewer = graphql(`query Viewer { viewer { account { id name } member { id name role } } }`);

/** Who is signed in, and whether they may change things. */
export function useViewer() {
  const [{ data }] = useQuery({ query: Viewer, requestPolicy: 'cache-first' });
  const member = data?.viewer.member ?? null;
  return { account: data?.viewer.account.name ?? '', member, mayChange: member !== null && member.role !== 'MEMBER' };
}
