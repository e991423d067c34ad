import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { z } from 'zod';

/** What this process was started with. */
export function settingsAs<T extends z.ZodType>(shape: T): z.output<T> {
  return shape.parse(JSON.parse(process.argv[2] ?? '{}'));
}

/** Listens, on a free port where none was given, and says so to who started it. */
export async function announce(server: Server): Promise<void> {
  server.listen(settingsAs(z.object({ port: z.number().default(0) })).port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  process.send?.({ url: `http://127.0.0.1:${port}` });
}

export function serve(listener: RequestListener): Promise<void> {
  return announce(createServer(listener));
}
