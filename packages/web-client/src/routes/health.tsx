import { useQuery } from 'urql';
import { AuditList } from '../features/health/audit-list.tsx';
import { Health } from '../features/health/documents.ts';
import { HealthCard } from '../features/health/health-card.tsx';
import { useViewer } from '../features/viewer.ts';
import { useRereadOnChanges } from '../graphql/reread.ts';
import { useText } from '../messages/use-text.ts';
import { ButtonLink } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Loading, ReadOnly } from '../ui/states.tsx';

const variables = {};
const anything = () => true;

/** How every integration is, and who changed what. */
export function HealthScreen() {
  const text = useText();
  const { account, member, mayChange } = useViewer();
  const [{ data, error }, refetch] = useQuery({ query: Health, variables });
  useRereadOnChanges({ query: Health, variables, when: anything });
  const integrations = data?.integrations.nodes ?? [];
  return (
    <Page title={text('health.title')} text={text('health.text')}>
      {error ? <Failed error={error} retry={refetch} /> : null}
      {!data && !error ? <Loading lines={1} /> : null}
      {data && integrations.length === 0 ? (
        <Empty
          text={text('health.none')}
          action={<ButtonLink to="/integrations">{text('nav.integrations')}</ButtonLink>}
        />
      ) : null}
      {integrations.map((integration) => (
        <HealthCard key={integration.id} integration={integration} />
      ))}
      {mayChange ? <AuditList /> : null}
      {member && !mayChange ? <ReadOnly account={account} what="AUDIT" /> : null}
    </Page>
  );
}
