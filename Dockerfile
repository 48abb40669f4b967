# One image for the four services; docker-compose.yml says which one a container runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app

# The packages change less often than the sources: a layer of their own.
COPY package.json package-lock.json .npmrc ./
RUN ONNXRUNTIME_NODE_INSTALL_CUDA=skip npm ci --omit=dev --no-audit --no-fund

COPY tsconfig.json ./
COPY scripts ./scripts
COPY schema ./schema
COPY subgraphs ./subgraphs
COPY gateway ./gateway
# What no process here reads stays behind:
# - What the explorer is made of, and what translates sources: both are done.
# - The index of vectors brings a runtime for models, which fetches more for itself unless told not to.
# - The maps and types of packages are for who works on them.
RUN npm run -s build \
  && npm uninstall --omit=dev --no-audit --no-fund graphiql react react-dom esbuild tsx \
  && rm -rf node_modules/@huggingface node_modules/onnxruntime-* \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24-bookworm-slim

ENV NODE_ENV=production
# As `npm start` runs them: see NODE_FLAGS in subgraphs/shared/service/built-program.ts.
ENV NODE_OPTIONS=--max-semi-space-size=64
WORKDIR /app

# Reads videos: subtitles, pictures, sound.
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*

COPY --from=build /app/node_modules ./node_modules
COPY LICENSE package.json tsconfig.json ./
COPY schema ./schema
COPY --from=build /app/.build ./.build

# A volume that is mounted here takes over this owner.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENV HOST=0.0.0.0 DATA_DIR=/data

CMD ["node", ".build/gateway/main.js"]
