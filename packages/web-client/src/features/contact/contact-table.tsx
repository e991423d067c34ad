import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { useText } from '../../messages/use-text.ts';
import { ContactCells } from './contact-row.tsx';
import classes from './contact-table.module.css';
import type { Row } from './rows.ts';
import { isSelected, nobody, type Selection, toggled } from './selection.ts';

const columns = ['check', 'person', 'sequence', 'status', 'changed', 'link'] as const;
const heights = { wide: 64, narrow: 104 };
/** Rows before the end at which more are asked for. */
const ahead = 40;

type Props = {
  readonly rows: readonly Row[];
  readonly connector: string | null;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onOpen: (row: Row) => void;
  readonly onEnd: () => void;
};

/** A row for each contact in each of its sequences; only those in sight are drawn. */
export function ContactTable({ rows, connector, selection, onSelect, onOpen, onEnd }: Props) {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const height = narrow ? heights.narrow : heights.wide;
  // The same function until the rows change: with another one, every row would be asked for its place again.
  const keyOf = useCallback((index: number) => rows[index]?.enrollment.id ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: keyOf,
    overscan: 4,
  });
  useEffect(() => virtualizer.measure(), [height]);
  const inSight = virtualizer.getVirtualItems();
  const lastInSight = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastInSight >= rows.length - ahead) onEnd();
  }, [lastInSight, rows.length, onEnd]);

  const now = useRef({ rows, selection });
  now.current = { rows, selection };
  const loaded = () => now.current.rows.map(({ contact }) => contact.id);
  // The same function at every drawing: a row is drawn again only when it changes.
  const toggle = useCallback(
    (contactId: string) => onSelect(toggled(now.current.selection, contactId, loaded())),
    [onSelect],
  );
  const all = rows.length > 0 && rows.every(({ contact }) => isSelected(selection, contact.id));
  const selectAll = (wanted: boolean) => onSelect(wanted ? { kind: 'SOME', contactIds: new Set(loaded()) } : nobody);

  return (
    <div ref={scroller} className={classes.scroller}>
      <div role="table" aria-label={text('contacts.table')} aria-rowcount={rows.length + 1}>
        <div role="row" className={`${classes.row} ${classes.head}`} aria-rowindex={1}>
          {columns.map((column) => (
            <div role="columnheader" key={column} className={classes[column]}>
              <Heading column={column} all={all} onAll={selectAll} />
            </div>
          ))}
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {inSight.map(({ index, start, key }) => {
            const row = rows[index];
            return row ? (
              <div
                role="row"
                key={key}
                aria-rowindex={index + 2}
                className={`${classes.row} ${classes.line}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <ContactCells
                  row={row}
                  connector={connector}
                  selected={isSelected(selection, row.contact.id)}
                  onToggle={toggle}
                  onOpen={onOpen}
                />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

type HeadingProps = { column: (typeof columns)[number]; all: boolean; onAll: (all: boolean) => void };

function Heading({ column, all, onAll }: HeadingProps) {
  const text = useText();
  if (column === 'link') return <VisuallyHidden>{text('contacts.link')}</VisuallyHidden>;
  if (column !== 'check') return text(`contacts.${column}`);
  return (
    <input
      type="checkbox"
      aria-label={text('contacts.selectAll')}
      checked={all}
      onChange={(event) => onAll(event.currentTarget.checked)}
    />
  );
}
