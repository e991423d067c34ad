import { Anchor, Group } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useText } from '../../messages/use-text.ts';

const address = '/graphiql';

/** The way to GraphiQL, where the server offers it: not everywhere is the schema for everybody to see. */
export function GraphiqlLink() {
  const text = useText();
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    fetch(address, { method: 'HEAD' }).then(
      ({ ok }) => setOffered(ok),
      () => setOffered(false),
    );
  }, []);
  if (!offered) return null;
  return (
    <Anchor href={address} target="_blank" rel="noreferrer" size="sm">
      <Group gap={6}>
        {text('developers.graphiql')}
        <IconExternalLink size={16} aria-hidden="true" />
      </Group>
    </Anchor>
  );
}
