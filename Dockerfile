# Orrery in a container: `docker compose up` (docs/docker.md) starts it beside Neo4j; by itself it keeps its graph in /data:
#   docker build -t orrery . && docker run --rm -p 127.0.0.1:4750:4750 -v orrery-data:/data -e ORRERY_TOKEN=... orrery

FROM node:22-bookworm-slim AS manifest
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM manifest AS build
RUN npm ci
COPY . .
RUN npm run build

FROM manifest AS dependencies
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY samples samples
# 1000 is the image's user "node", by number so that hosts can see that it is not root.
RUN install --directory --owner=1000 --group=1000 /data
USER 1000
VOLUME /data
EXPOSE 4750
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4750/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Inside, every address is only the container's own; who may come in is decided where the port is published, and by ORRERY_TOKEN.
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["serve", "--host", "0.0.0.0", "--port", "4750", "--data", "/data"]
