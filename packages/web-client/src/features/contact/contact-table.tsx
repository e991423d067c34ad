import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useText } from '../../messages/use-text.ts';
import type { Row } from './contact-list.ts';
import { ContactCells } from './contact-row.tsx';
import classes from './contact-table.module.css';

const columns = ['person', 'sequence', 'status', 'changed', 'link'] as const;
const heights = { wide: 64, narrow: 104 };
/** Rows before the end at which more are asked for. */
const ahead = 40;

type Props = {
  readonly rows: readonly Row[];
  readonly connector: string | null;
  readonly onEnd: () => void;
};

/** A row for each contact in each of its sequences; only those in sight are drawn. */
export function ContactTable({ rows, connector, onEnd }: Props) {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const height = narrow ? heights.narrow : heights.wide;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.enrollment.id ?? index,
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [height]);
  const inSight = virtualizer.getVirtualItems();
  const lastInSight = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastInSight >= rows.length - ahead) onEnd();
  }, [lastInSight, rows.length, onEnd]);

  return (
    <div ref={scroller} className={classes.scroller}>
      <div role="table" aria-label={text('contacts.table')} aria-rowcount={rows.length + 1}>
        <div role="row" className={`${classes.row} ${classes.head}`} aria-rowindex={1}>
          {columns.map((column) => (
            <div role="columnheader" key={column} className={classes[column]}>
              {column === 'link' ? (
                <VisuallyHidden>{text('contacts.link')}</VisuallyHidden>
              ) : (
                text(`contacts.${column}`)
              )}
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
                <ContactCells row={row} connector={connector} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}
