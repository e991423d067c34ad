import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { type Client, type CombinedError, useClient } from 'urql';
import { named } from '../../messages/named.ts';
import { useText } from '../../messages/use-text.ts';
import { Failed } from '../../ui/states.tsx';
import { csvOf } from './csv.ts';
import { type RunItem, RunItems, type RunParts } from './documents.ts';
import { saveFile } from './save-file.ts';

const columns = ['name', 'email', 'sequence', 'outcome', 'at', 'why', 'remedy', 'link'] as const;

/** What became of whom, as a table to keep. Where it cannot be read to its end, none is kept, and that is said. */
export function DownloadResults({ run }: { run: RunParts }) {
  const text = useText();
  const client = useClient();
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<CombinedError | null>(null);
  const connector = run.integration.connector.name;

  function rowOf({ outcome, endedAt, error, sync }: RunItem): readonly string[] {
    const { contact, sequence } = sync.enrollment;
    const what = text(`run.csv.${outcome ?? 'WAITING'}`, { connector });
    const why = [error?.message ?? '', error?.remedy?.message ?? ''].map((sentence) => named(sentence, connector));
    return [contact.name, contact.email ?? '', sequence.name, what, endedAt ?? '', ...why, sync.candidate?.url ?? ''];
  }

  async function download() {
    setWorking(true);
    setFailure(null);
    try {
      const read = await allItems(client, run.id);
      if ('error' in read) return setFailure(read.error);
      const head = columns.map((column) => text(`run.csv.${column}`, { connector }));
      saveFile(csvOf([head, ...read.items.map(rowOf)]), `resync-${run.startedAt.slice(0, 10)}.csv`);
    } finally {
      setWorking(false);
    }
  }

  return (
    <Stack gap="sm" align="flex-start">
      <Button
        variant="default"
        loading={working}
        onClick={download}
        leftSection={<IconDownload size={16} aria-hidden="true" />}
      >
        {text('run.csv')}
      </Button>
      {failure ? <Failed title={text('run.csv.failed')} error={failure} retry={download} /> : null}
    </Stack>
  );
}

type Read = { readonly items: readonly RunItem[] } | { readonly error: CombinedError };

async function allItems(client: Client, id: string): Promise<Read> {
  const items: RunItem[] = [];
  let after: string | null = null;
  do {
    const variables: { id: string; after: string | null } = { id, after };
    const { data, error } = await client.query(RunItems, variables, { requestPolicy: 'network-only' }).toPromise();
    if (error) return { error };
    if (data?.node?.__typename !== 'ResyncRun') throw new Error('the run that is shown is gone');
    const { nodes, pageInfo } = data.node.items;
    items.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return { items };
}
