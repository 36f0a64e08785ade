# The service and its workers in plain Node: no Electron, no display.
#   docker build -t thumbline .
#   docker run -p 5000:5000 -v thumbline:/data -e THUMBLINE_TOKEN=… thumbline
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build:web
RUN node scripts/service-manifest.js && npm prune --ignore-scripts && npm cache clean --force && \
    node scripts/slim-image.js && \
    find node_modules/icodec/dist -type f ! -name 'jxl-dec.*' -delete

# Of Node's image only Node itself: npm and what else it brings is of no use here.
FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/node /usr/local/bin/node
RUN useradd --uid 1000 --create-home node
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    THUMBLINE_HOST=0.0.0.0 \
    THUMBLINE_PORT=5000 \
    THUMBLINE_STORE=/data
WORKDIR /app
COPY --from=build /app/package.json /app/rooms.js ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/src ./src
COPY --from=build /app/out/web ./out/web
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 5000
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:5000/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/cli/index.ts"]
CMD ["serve"]
