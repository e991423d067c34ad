import {
  ActionIcon,
  AppShell,
  Box,
  Burger,
  Group,
  NavLink,
  Text,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAddressBook,
  IconCode,
  IconHeartbeat,
  IconListDetails,
  IconLogout,
  IconMoon,
  IconPlugConnected,
  IconSun,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { CommandButton } from '../features/command/command-button.tsx';
import { RunPill } from '../features/run/run-pill.tsx';
import { LiveSyncs } from '../features/sync/live-syncs.tsx';
import { LostConnection } from '../features/sync/lost-connection.tsx';
import { useViewer } from '../features/viewer.ts';
import { useText } from '../messages/use-text.ts';
import { session } from '../session.ts';
import classes from './shell.module.css';
import { SignInScreen } from './sign-in.tsx';

const screens = [
  { to: '/integrations', label: 'nav.integrations', Icon: IconPlugConnected },
  { to: '/sequences', label: 'nav.sequences', Icon: IconListDetails },
  { to: '/contacts', label: 'nav.contacts', Icon: IconAddressBook },
  { to: '/health', label: 'health.title', Icon: IconHeartbeat },
  { to: '/developers', label: 'developers.title', Icon: IconCode },
] as const;

/** The frame of every screen; without a session, the way in. */
export function Shell() {
  const token = useSyncExternalStore(session.subscribe, session.token);
  return token === null ? <SignInScreen /> : <SignedIn />;
}

function SignedIn() {
  const text = useText();
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const { member } = useViewer();
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 230, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className={classes.skip} href="#content">
        {text('nav.skip')}
      </a>
      <AppShell.Header>
        <Header opened={opened} toggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="md" aria-label={text('nav.label')}>
        {screens.map(({ to, label, Icon }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={text(label)}
            leftSection={<Icon size={20} stroke={1.6} aria-hidden="true" />}
            active={pathname.startsWith(to)}
            aria-current={pathname.startsWith(to) ? 'page' : undefined}
            onClick={close}
            className={classes.link}
          />
        ))}
        <Group hiddenFrom="xs" mt="auto" justify="space-between">
          <Text size="sm" c="dimmed">
            {member?.name}
          </Text>
          <Group gap={8}>
            <SchemeSwitch />
            <SignOut />
          </Group>
        </Group>
      </AppShell.Navbar>
      <AppShell.Main id="content" className={classes.main}>
        <LostConnection />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function Header({ opened, toggle }: { opened: boolean; toggle: () => void }) {
  const text = useText();
  const { account, member } = useViewer();
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap">
        <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={text('nav.menu')} />
        <Box component="img" src="/favicon.svg" w={28} h={28} alt="" visibleFrom="xs" />
        <Text fw={700} size="lg" visibleFrom="xs">
          {text('app.name')}
        </Text>
        <Text c="dimmed" visibleFrom="md">
          {account}
        </Text>
      </Group>
      <Group gap={8} wrap="nowrap">
        <RunPill />
        <LiveSyncs />
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {member?.name}
        </Text>
        <CommandButton />
        <Group gap={8} wrap="nowrap" visibleFrom="xs">
          <SchemeSwitch />
          <SignOut />
        </Group>
      </Group>
    </Group>
  );
}

function SignOut() {
  const text = useText();
  return (
    <Tooltip label={text('nav.signOut')}>
      <ActionIcon variant="subtle" color="gray" size="lg" onClick={session.end} aria-label={text('nav.signOut')}>
        <IconLogout size={20} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

function SchemeSwitch() {
  const text = useText();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <Tooltip label={text('nav.scheme')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
        aria-label={text('nav.scheme')}
      >
        {scheme === 'dark' ? <IconSun size={20} stroke={1.6} /> : <IconMoon size={20} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}
