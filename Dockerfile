# syntax=docker/dockerfile:1

# 1. Everything it takes to build: sources to dist/.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No install scripts: nothing here needs one, and better-sqlite3 brings its binary in the package.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY src ./src
COPY migrations ./migrations
RUN npm run build

# 2. Only what runs.
FROM node:24-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-bookworm-slim
ENV NODE_ENV=production HTTP_HOST=0.0.0.0 DATABASE_URL=sqlite:/data/gongbao.db INBOX_DIR=/data/inbox
WORKDIR /app
# Reads pages that were scanned and hold no text; without it they are refused with one clear line.
RUN apt-get update \
  && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-chi-sim \
  && rm -rf /var/lib/apt/lists/*
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY bin ./bin
COPY samples ./samples
# The data belongs to the user that runs it, on a fresh volume too.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# 127.0.0.1 and not localhost: the service listens on IPv4.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HTTP_PORT || 8080) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: node is told of SIGTERM itself and stops within ten seconds, nothing lost.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/gongbao.js"]
CMD ["start"]
