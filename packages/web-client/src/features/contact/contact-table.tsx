import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useMoment, useText } from '../../messages/use-text.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { SyncStatus } from '../sync/sync-status.tsx';
import classes from './contact-table.module.css';
import type { Contact } from './documents.ts';

const rowHeight = 60;
const columns = ['name', 'email', 'sequence', 'status', 'job', 'updated', 'link'] as const;

type Row = { readonly contact: Contact; readonly enrollment: Contact['enrollments']['nodes'][number] };

type Props = {
  readonly contacts: readonly Contact[];
  readonly connector: string | null;
  readonly onEnd: () => void;
};

/** A row for each contact in each of its sequences; only those in sight are drawn. */
export function ContactTable({ contacts, connector, onEnd }: Props) {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = contacts.flatMap((contact): Row[] =>
    contact.enrollments.nodes.map((enrollment) => ({ contact, enrollment })),
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const inSight = virtualizer.getVirtualItems();
  const lastInSight = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastInSight >= rows.length - 10) onEnd();
  }, [lastInSight, rows.length, onEnd]);

  return (
    <div ref={scroller} className={classes.scroller}>
      <div role="table" aria-label={text('contacts.table')} aria-rowcount={rows.length + 1} className={classes.table}>
        <div role="row" className={`${classes.row} ${classes.head}`} aria-rowindex={1}>
          {columns.map((column) => (
            <div role="columnheader" key={column}>
              {column === 'link' ? (
                <VisuallyHidden>{text('contacts.link')}</VisuallyHidden>
              ) : (
                text(`contacts.${column}`)
              )}
            </div>
          ))}
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {inSight.map(({ index, start }) => {
            const row = rows[index];
            return row ? (
              <div
                role="row"
                key={row.enrollment.id}
                aria-rowindex={index + 2}
                className={`${classes.row} ${classes.line}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cells row={row} connector={connector} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

function Cells({ row: { contact, enrollment }, connector }: { row: Row; connector: string | null }) {
  const text = useText();
  const moment = useMoment();
  const sync = enrollment.syncs[0];
  return (
    <>
      <div role="cell" className={classes.name}>
        {contact.name}
      </div>
      <div role="cell">
        {contact.email ?? (
          <Text size="sm" c="dimmed">
            {text('contacts.noEmail')}
          </Text>
        )}
      </div>
      <div role="cell">
        <AnchorLink to="/sequences/$sequenceId" params={{ sequenceId: enrollment.sequence.id }} size="sm">
          {enrollment.sequence.name}
        </AnchorLink>
      </div>
      <div role="cell">
        {sync ? (
          <SyncStatus sync={sync} />
        ) : (
          <Text c="dimmed" size="sm">
            {text('contacts.notConnected')}
          </Text>
        )}
      </div>
      <div role="cell">
        {sync?.job?.title ?? (
          <Text size="sm" c="dimmed">
            –
          </Text>
        )}
      </div>
      <div role="cell">
        <Text size="sm" c="dimmed">
          {moment(sync?.updatedAt ?? enrollment.addedAt)}
        </Text>
      </div>
      <div role="cell">
        {sync?.candidate?.url && connector ? (
          <Anchor
            href={sync.candidate.url}
            target="_blank"
            rel="noreferrer"
            aria-label={text('contacts.open', { name: contact.name, connector })}
          >
            <IconExternalLink size={18} aria-hidden="true" />
          </Anchor>
        ) : null}
      </div>
    </>
  );
}
