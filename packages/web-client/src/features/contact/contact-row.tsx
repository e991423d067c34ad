import { ActionIcon, Checkbox, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { memo } from 'react';
import { useMoment, useText } from '../../messages/use-text.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { SyncStatus } from '../sync/sync-status.tsx';
import type { Row } from './contact-list.ts';
import classes from './contact-table.module.css';

type Props = {
  readonly row: Row;
  readonly connector: string | null;
  readonly selected: boolean;
  readonly onToggle: (contactId: string) => void;
  readonly onOpen: (row: Row) => void;
};

/** Who, in which sequence, where it stands, since when, and the way to the person in the ATS. */
export const ContactCells = memo(({ row, connector, selected, onToggle, onOpen }: Props) => {
  const { contact, enrollment } = row;
  const moment = useMoment();
  const text = useText();
  const sync = enrollment.syncs[0];
  return (
    <>
      <div role="cell" className={classes.check}>
        <Checkbox
          aria-label={text('contacts.select', { name: contact.name })}
          checked={selected}
          onChange={() => onToggle(contact.id)}
        />
      </div>
      <div role="cell" className={classes.person}>
        {sync ? (
          <UnstyledButton
            className={`${classes.cut} ${classes.name}`}
            onClick={() => onOpen(row)}
            aria-haspopup="dialog"
          >
            {contact.name}
          </UnstyledButton>
        ) : (
          <span className={`${classes.cut} ${classes.name}`}>{contact.name}</span>
        )}
        <Text span size="sm" c="dimmed" className={classes.cut}>
          {contact.email ?? text('contacts.noEmail')}
        </Text>
      </div>
      <div role="cell" className={classes.sequence}>
        <AnchorLink
          to="/sequences/$sequenceId"
          params={{ sequenceId: enrollment.sequence.id }}
          size="sm"
          className={classes.cut}
        >
          {enrollment.sequence.syncEnabled
            ? enrollment.sequence.name
            : text('sequences.named.off', { name: enrollment.sequence.name })}
        </AnchorLink>
        <Text span size="sm" c="dimmed" className={classes.cut}>
          {sync?.job?.title ?? text('job.none')}
        </Text>
      </div>
      <div role="cell" className={classes.status}>
        {sync ? (
          <Stack gap={2} align="flex-start">
            <SyncStatus sync={sync} />
          </Stack>
        ) : (
          <Text c="dimmed" size="sm">
            {text('contacts.notConnected')}
          </Text>
        )}
      </div>
      <div role="cell" className={classes.changed}>
        <Text size="sm" c="dimmed">
          {moment(sync?.updatedAt ?? enrollment.addedAt)}
        </Text>
      </div>
      <div role="cell" className={classes.link}>
        {sync?.candidate?.url && connector ? (
          <OpenInAts url={sync.candidate.url} label={text('contacts.open', { name: contact.name, connector })} />
        ) : null}
      </div>
    </>
  );
});

function OpenInAts({ url, label }: { url: string; label: string }) {
  return (
    <Tooltip label={label}>
      <ActionIcon component="a" href={url} target="_blank" rel="noreferrer" variant="subtle" aria-label={label}>
        <IconExternalLink size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
