import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { type Client, useClient } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { csvOf } from './csv.ts';
import { type RunItem, RunItems, type RunParts } from './documents.ts';

const columns = ['name', 'email', 'sequence', 'outcome', 'at', 'why', 'remedy', 'link'] as const;

/** What became of whom, as a table to keep. */
export function DownloadResults({ run }: { run: RunParts }) {
  const text = useText();
  const client = useClient();
  const [working, setWorking] = useState(false);
  const connector = run.integration.connector.name;

  function rowOf({ outcome, endedAt, error, sync }: RunItem): readonly string[] {
    const { contact, sequence } = sync.enrollment;
    const what = text(`run.csv.${outcome ?? 'WAITING'}`, { connector });
    const why = [error?.message ?? '', error?.remedy?.message ?? ''];
    return [contact.name, contact.email ?? '', sequence.name, what, endedAt ?? '', ...why, sync.candidate?.url ?? ''];
  }

  async function download() {
    setWorking(true);
    try {
      const items = await allItems(client, run.id);
      const head = columns.map((column) => text(`run.csv.${column}`, { connector }));
      save(csvOf([head, ...items.map(rowOf)]), `resync-${run.startedAt.slice(0, 10)}.csv`);
    } finally {
      setWorking(false);
    }
  }

  return (
    <Button
      variant="default"
      loading={working}
      onClick={download}
      leftSection={<IconDownload size={16} aria-hidden="true" />}
    >
      {text('run.csv')}
    </Button>
  );
}

async function allItems(client: Client, id: string): Promise<readonly RunItem[]> {
  const items: RunItem[] = [];
  let after: string | null = null;
  do {
    const variables: { id: string; after: string | null } = { id, after };
    const { data, error } = await client.query(RunItems, variables, { requestPolicy: 'network-only' }).toPromise();
    if (data?.node?.__typename !== 'ResyncRun') throw error ?? new Error('the run could not be read');
    const { nodes, pageInfo } = data.node.items;
    items.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return items;
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
