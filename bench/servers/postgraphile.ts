/** PostGraphile over the same tables, with its own defaults. What has no foreign key in them is told to it as if it had. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makeJSONPgSmartTagsPlugin } from 'postgraphile/utils';
import { z } from 'zod';
import { announce, settingsAs } from './serve.ts';

const place = 'account_id, integration_id, contact_id';
const tags = makeJSONPgSmartTagsPlugin({
  version: 1,
  config: {
    class: {
      sync: {
        tags: {
          foreignKey: [
            `(${place}) references candidate_link (${place})|@fieldName link`,
            `(${place}, job_id) references application (${place}, job_id)|@fieldName application`,
          ],
        },
      },
      duplicate_mark: {
        tags: { foreignKey: ['(account_id, contact_id) references contact (account_id, id)|@foreignFieldName marks'] },
      },
    },
  },
});

const { databaseUrl } = settingsAs(z.object({ databaseUrl: z.string() }));
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [tags],
  pgServices: [makePgService({ connectionString: databaseUrl, schemas: ['public'], poolConfig: { max: 20 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
await announce(server);
