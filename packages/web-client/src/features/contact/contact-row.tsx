import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useMoment, useText } from '../../messages/use-text.ts';
import { SyncStatus } from '../sync/sync-status.tsx';
import classes from './contact-table.module.css';
import type { Row } from './rows.ts';

type Props = {
  readonly row: Row;
  readonly connector: string | null;
  readonly selected: boolean;
  readonly onToggle: (contactId: string) => void;
  readonly onOpen: (row: Row) => void;
};

/**
 * Who, in which sequence, where it stands, since when, and the way to the person in the ATS. Of plain elements:
 * a screenful is made anew for every screen that is scrolled, within a frame.
 */
export const ContactCells = memo(({ row, connector, selected, onToggle, onOpen }: Props) => {
  const { contact, enrollment } = row;
  const moment = useMoment();
  const text = useText();
  const sync = enrollment.syncs[0];
  return (
    <>
      <div role="cell" className={classes.check}>
        <input
          type="checkbox"
          aria-label={text('contacts.select', { name: contact.name })}
          checked={selected}
          onChange={() => onToggle(contact.id)}
        />
      </div>
      <div role="cell" className={classes.person}>
        {sync ? (
          <button type="button" className={classes.name} onClick={() => onOpen(row)} aria-haspopup="dialog">
            {contact.name}
          </button>
        ) : (
          <span className={classes.name}>{contact.name}</span>
        )}
        <span className={classes.lesser}>{contact.email ?? text('contacts.noEmail')}</span>
      </div>
      <div role="cell" className={classes.sequence}>
        <SequenceLink sequence={enrollment.sequence} />
        <span className={classes.lesser}>{sync?.job?.title ?? text('job.none')}</span>
      </div>
      <div role="cell" className={classes.status}>
        {sync ? (
          <SyncStatus sync={sync} connector={connector ?? text('ats')} />
        ) : (
          <span className={classes.lesser}>{text('contacts.notConnected')}</span>
        )}
      </div>
      <div role="cell" className={classes.changed}>
        <span className={classes.lesser}>{moment(sync?.updatedAt ?? enrollment.addedAt)}</span>
      </div>
      <div role="cell" className={classes.link}>
        {sync?.candidate?.url && connector ? (
          <OpenInAts url={sync.candidate.url} label={text('contacts.open', { name: contact.name, connector })} />
        ) : null}
      </div>
    </>
  );
});

function SequenceLink({ sequence: { id, name, syncEnabled } }: { sequence: Row['enrollment']['sequence'] }) {
  const text = useText();
  return (
    <Link to="/sequences/$sequenceId" params={{ sequenceId: id }} className={classes.to}>
      {syncEnabled ? name : text('sequences.named.off', { name })}
    </Link>
  );
}

function OpenInAts({ url, label }: { url: string; label: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" className={classes.open} aria-label={label} title={label}>
      <IconExternalLink size={18} aria-hidden="true" />
    </a>
  );
}
