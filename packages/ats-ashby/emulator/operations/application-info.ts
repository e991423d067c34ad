import { z } from 'zod';
import { defineOperation, idSchema, notVisible } from '../operation.ts';
import { applicationWithHistory } from '../view.ts';
import { applicationIsVisible } from '../visibility.ts';

export const applicationInfo = defineOperation({
  name: 'application.info',
  permission: 'candidates:read',
  input: z.object({ applicationId: idSchema }),
  run: (world, { applicationId }) => {
    const application = world.state.applications.get(applicationId)?.record;
    if (application === undefined || !applicationIsVisible(world, application)) return notVisible('application');
    return { ok: true, results: applicationWithHistory(world.state, application) };
  },
});
