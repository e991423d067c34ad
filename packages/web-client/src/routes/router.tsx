import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { z } from 'zod/mini';
import { failures, reasons, states } from '../features/contact/states.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: () => <Navigate to="/integrations" replace /> });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to="/integrations" replace />,
});

const integrations = createRoute({
  getParentRoute: () => root,
  path: '/integrations',
  component: lazyRouteComponent(() => import('./integrations.tsx'), 'IntegrationsScreen'),
});

const integration = createRoute({
  getParentRoute: () => root,
  path: '/integrations/$integrationId',
  component: lazyRouteComponent(() => import('./integration.tsx'), 'IntegrationScreen'),
});

const sequences = createRoute({
  getParentRoute: () => root,
  path: '/sequences',
  component: lazyRouteComponent(() => import('./sequences.tsx'), 'SequencesScreen'),
});

const sequence = createRoute({
  getParentRoute: () => root,
  path: '/sequences/$sequenceId',
  component: lazyRouteComponent(() => import('./sequence.tsx'), 'SequenceScreen'),
});

/** The filters of the contacts, kept in the address: a link shows what its sender saw. */
const contactFilter = z.object({
  search: z.catch(z.optional(z.string()), undefined),
  state: z.catch(z.optional(z.enum(states)), undefined),
  reason: z.catch(z.optional(z.enum(reasons)), undefined),
  error: z.catch(z.optional(z.enum(failures)), undefined),
  sequence: z.catch(z.optional(z.string()), undefined),
  /** Whose panel is open. */
  sync: z.catch(z.optional(z.string()), undefined),
});
type ContactSearch = z.output<typeof contactFilter>;

const contacts = createRoute({
  getParentRoute: () => root,
  path: '/contacts',
  validateSearch: (search): ContactSearch => contactFilter.parse(search),
  component: lazyRouteComponent(() => import('./contacts.tsx'), 'ContactsScreen'),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('./run.tsx'), 'RunScreen'),
});

const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  component: lazyRouteComponent(() => import('./health.tsx'), 'HealthScreen'),
});

const developers = createRoute({
  getParentRoute: () => root,
  path: '/developers',
  component: lazyRouteComponent(() => import('./developers.tsx'), 'DevelopersScreen'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: () => <Navigate to="/integrations" replace />,
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    integrations,
    integration,
    sequences,
    sequence,
    contacts,
    run,
    health,
    developers,
    signIn,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
