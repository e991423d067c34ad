# syntax=docker/dockerfile:1
# One image for every role: `serve --role api`, `serve --role worker`, `migrate`, `doctor` …

FROM node:26-bookworm-slim AS base
ENV CI=1
RUN npm install --global pnpm@12.20.0
WORKDIR /app

FROM base AS build
COPY . .
RUN pnpm install --frozen-lockfile && pnpm build

# What runs needs no compiler, no test and no database of its own.
FROM base AS production
COPY --from=build /app/package.json /app/pnpm-lock.yaml /app/pnpm-workspace.yaml ./
COPY --from=build /app/prisma prisma
COPY --from=build /app/packages/core packages/core
COPY --from=build /app/packages/ats-ashby packages/ats-ashby
COPY --from=build /app/packages/server packages/server
COPY --from=build /app/packages/web-client/dist packages/web-client/dist
RUN rm -rf packages/*/node_modules && pnpm install --prod --no-optional --frozen-lockfile --filter '@handoff/server...'
# Once, so that the first start finds compiled what Node would compile then.
ENV NODE_COMPILE_CACHE=/app/.compiled
RUN node packages/server/cli/handoff.ts --help

FROM node:26-bookworm-slim
ENV NODE_ENV=production HANDOFF_HOST=0.0.0.0 NODE_COMPILE_CACHE=/app/.compiled
WORKDIR /app
COPY --from=production /app .
USER node
EXPOSE 4000
# Node itself, and no package manager before it, so that SIGTERM arrives.
ENTRYPOINT ["node", "packages/server/cli/handoff.ts"]
CMD ["serve"]
