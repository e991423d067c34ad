import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'react-intl';
import { Provider } from 'urql';
import { client } from './graphql/client.ts';
import { en } from './messages/en.ts';
import { router } from './routes/router.tsx';
import { readableGreys, theme } from './ui/theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <IntlProvider locale="en" messages={en}>
      <MantineProvider theme={theme} cssVariablesResolver={readableGreys} defaultColorScheme="auto">
        <Notifications position="top-right" />
        <Provider value={client}>
          <RouterProvider router={router} />
        </Provider>
      </MantineProvider>
    </IntlProvider>
  </StrictMode>,
);
