import { List, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import type { ChangeEvent } from 'react';
import { useText } from '../../messages/use-text.ts';
import type { ConnectorCard } from './use-integrations.ts';

type Fields = ConnectorCard['form']['fields'];
type FieldsProps = {
  readonly fields: Fields;
  readonly credential: Readonly<Record<string, string>>;
  readonly onChange: (credential: Readonly<Record<string, string>>) => void;
};

/** The fields that the connector asks for, whichever they are. */
export function CredentialFields({ fields, credential, onChange }: FieldsProps) {
  const text = useText();
  return fields.map(({ name, label, help, secret }, place) => {
    const field = {
      label,
      description: help,
      value: credential[name] ?? '',
      autoComplete: 'off',
      spellCheck: false,
      'data-autofocus': place === 0 || undefined,
      required: true,
      onChange: (event: ChangeEvent<HTMLInputElement>) =>
        onChange({ ...credential, [name]: event.currentTarget.value }),
    };
    return secret === 'SECRET' ? (
      <PasswordInput key={name} {...field} visibilityToggleButtonProps={{ 'aria-label': text('connect.show') }} />
    ) : (
      <TextInput key={name} {...field} />
    );
  });
}

type StepsProps = { readonly steps: readonly string[]; readonly afterwards: string };

/** How to make a credential in the ATS, and what happens when it is kept. */
export function CredentialSteps({ steps, afterwards }: StepsProps) {
  const text = useText();
  return (
    <Stack gap="sm">
      <Title order={3} size="h6">
        {text('connect.steps')}
      </Title>
      <List type="ordered" size="sm" spacing="xs">
        {steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        {text('connect.safe')} {afterwards}
      </Text>
    </Stack>
  );
}
