# The sync server. Build from the root: docker build -t earshot-server .
# TLS is the proxy's: without EARSHOT_TLS_PROXY=yes the server refuses to start here, see docs/operate.md.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY server/package.json server/
# Not `npm ci`: it refuses a lock file without the optional builds for other systems, of tools that are not installed here.
# This installs what is locked, too, and writes no file of its own.
RUN npm install --no-save --omit=dev --workspace=server --include-workspace-root --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
ENV EARSHOT_HOST=0.0.0.0
ENV EARSHOT_PORT=8787
ENV EARSHOT_DATA_DIR=/var/lib/earshot
ENV EARSHOT_ERASURES_DIR=/var/lib/earshot-erasures
WORKDIR /app
COPY --from=packages /app ./
COPY lib/model lib/model
COPY lib/matching lib/matching
COPY samples samples
COPY server server
RUN install -d -o node -g node -m 0700 /var/lib/earshot /var/lib/earshot-erasures
USER node
VOLUME ["/var/lib/earshot", "/var/lib/earshot-erasures"]
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.EARSHOT_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "server/main.ts"]
CMD ["serve"]
