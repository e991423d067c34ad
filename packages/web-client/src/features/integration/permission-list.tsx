import { Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useText } from '../../messages/use-text.ts';
import classes from './permission-list.module.css';
import type { Permission } from './use-credential-check.ts';

/** What a key may do, ticked one after the other; what is missing says what it costs. */
export function PermissionList({ permissions }: { permissions: readonly Permission[] }) {
  return (
    <ul className={classes.list}>
      {permissions.map((permission, place) => (
        <li key={permission.name} className={classes.item} style={{ '--place': place } as CSSProperties}>
          <Tick permission={permission} />
          <Words permission={permission} />
        </li>
      ))}
    </ul>
  );
}

function Words({ permission: { name, granted, requiredBy } }: { permission: Permission }) {
  const text = useText();
  const features = new Intl.ListFormat('en').format(requiredBy.map(uncapitalized));
  return (
    <div>
      <Text size="sm" fw={600}>
        {name}{' '}
        <Text span inherit fw={400} c={granted ? 'dimmed' : 'var(--mantine-color-text)'}>
          {text(granted ? 'connect.granted' : 'connect.missing')}
        </Text>
      </Text>
      <Text size="sm" c="dimmed">
        {text(granted ? 'connect.unlocks' : 'connect.lacks', { features })}
      </Text>
    </div>
  );
}

function Tick({ permission: { granted, need } }: { permission: Permission }) {
  const Icon = granted ? IconCheck : need === 'ALWAYS' ? IconX : IconMinus;
  const color = granted ? 'teal' : need === 'ALWAYS' ? 'red' : 'orange';
  return (
    <ThemeIcon color={color} size={22} radius="xl" className={classes.tick} aria-hidden="true">
      <Icon size={14} />
    </ThemeIcon>
  );
}

/** A feature's name within a sentence; the names of others keep their capitals. */
function uncapitalized(feature: string): string {
  return feature.charAt(0).toLowerCase() + feature.slice(1);
}
