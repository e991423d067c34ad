import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle, IconLockExclamation } from '@tabler/icons-react';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { PermissionList } from './permission-list.tsx';
import type { Check, Permission } from './use-credential-check.ts';

type Props = { readonly check: Check; readonly connector: string; readonly onAgain: () => void };

/** What the ATS says of a key, permission by permission, and how to mend what is missing. */
export function CredentialCheck({ check, connector, onAgain }: Props) {
  return (
    <div aria-live="polite">
      <Answer check={check} connector={connector} onAgain={onAgain} />
    </div>
  );
}

function Answer({ check, connector, onAgain }: Props) {
  const text = useText();
  if (check.status === 'IDLE') {
    return (
      <Text size="sm" c="dimmed">
        {text('connect.idle', { connector })}
      </Text>
    );
  }
  if (check.status === 'CHECKING') {
    return (
      <Group gap="sm">
        <Loader size="xs" />
        <Text size="sm">{text('connect.checking', { connector })}</Text>
      </Group>
    );
  }
  const { answer } = check;
  if (answer.__typename === 'CredentialReport') {
    const { permissions, organization } = answer;
    return <Report permissions={permissions} organization={organization} connector={connector} onAgain={onAgain} />;
  }
  if (answer.__typename === 'RefusedError' && answer.permissions.length > 0) {
    return <Report permissions={answer.permissions} organization={null} connector={connector} onAgain={onAgain} />;
  }
  return <RefusalAlert refusal={answer} connector={connector} />;
}

type ReportProps = {
  readonly permissions: readonly Permission[];
  readonly organization: string | null;
  readonly connector: string;
  readonly onAgain: () => void;
};

function Report({ permissions, organization, connector, onAgain }: ReportProps) {
  const text = useText();
  const missing = permissions.filter(({ granted }) => !granted);
  return (
    <Stack gap="sm">
      <Verdict missing={missing} organization={organization} />
      <PermissionList permissions={permissions} />
      {missing.length > 0 ? (
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text size="sm">
            {text('connect.add', {
              names: new Intl.ListFormat('en').format(missing.map(({ name }) => `“${name}”`)),
              connector,
            })}
          </Text>
          <Button variant="light" size="compact-sm" flex="none" onClick={onAgain}>
            {text('connect.again')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function Verdict({ missing, organization }: { missing: readonly Permission[]; organization: string | null }) {
  const text = useText();
  const count = missing.length;
  if (missing.some(({ need }) => need === 'ALWAYS')) {
    const lacking = missing.filter(({ need }) => need === 'ALWAYS').length;
    return <Alert color="red" icon={<IconLockExclamation />} title={text('connect.lacking', { count: lacking })} />;
  }
  if (count > 0) return <Alert color="orange" icon={<IconInfoCircle />} title={text('connect.partial', { count })} />;
  const title = organization ? text('connect.goodOf', { organization }) : text('connect.good');
  return <Alert color="teal" icon={<IconCircleCheck />} title={title} />;
}
