import { Button, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { useMoment, useText } from '../../messages/use-text.ts';
import { RevokeApiToken, type TokenOf } from './documents.ts';

/** The tokens that were made, with what they may do and until when; each can be ended alone. */
export function TokenList({ tokens }: { tokens: readonly TokenOf[] }) {
  const text = useText();
  if (tokens.length === 0) return <Text c="dimmed">{text('developers.none')}</Text>;
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={text('developers.tokens')} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {(['name', 'scopes', 'used', 'ends'] as const).map((column) => (
              <Table.Th key={column}>{text(`developers.${column}`)}</Table.Th>
            ))}
            <Table.Th>{text('developers.end')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function TokenRow({ token }: { token: TokenOf }) {
  const text = useText();
  const moment = useMoment();
  const [{ fetching }, revoke] = useMutation(RevokeApiToken);
  const { id, name, scopes, lastUsedAt, expiresAt, revokedAt } = token;

  async function end() {
    const { data } = await revoke({ input: { tokenId: id } });
    const answer = data?.revokeApiToken;
    const message = !answer
      ? text('error.unsaved')
      : answer.__typename === 'ApiToken'
        ? text('developers.ended', { name })
        : answer.message;
    notifications.show({ message });
  }

  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>{scopes.map((scope) => text(`developers.scope.${scope}`)).join(', ')}</Table.Td>
      <Table.Td>{lastUsedAt ? moment(lastUsedAt) : text('developers.never')}</Table.Td>
      <Table.Td>{revokedAt ? text('developers.revoked', { date: moment(revokedAt) }) : moment(expiresAt)}</Table.Td>
      <Table.Td>
        {revokedAt ? null : (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            loading={fetching}
            aria-label={text('developers.revoke', { name })}
            onClick={end}
          >
            {text('developers.end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
