# One image for the four services; docker-compose.yml says which one a container runs.
FROM node:24-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

# Reads videos: subtitles, pictures, sound.
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*

# The packages change less often than the sources: a layer of their own.
COPY package.json package-lock.json .npmrc ./
# The explorer's editor comes four times; it is bundled from its modules.
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force \
  && rm -rf node_modules/monaco-editor/dev node_modules/monaco-editor/min node_modules/monaco-editor/min-maps

COPY tsconfig.json LICENSE ./
COPY schema ./schema
COPY subgraphs ./subgraphs
COPY gateway ./gateway

# A volume that is mounted here takes over this owner.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENV HOST=0.0.0.0 DATA_DIR=/data

CMD ["node", "--import", "tsx", "gateway/main.ts"]
