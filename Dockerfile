FROM node:24.21.0-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN mkdir /data && chown node:node /data
# Sixteen threads of the pool would each keep freed memory of their own.
ENV MALLOC_ARENA_MAX=2
USER node
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["node", "--max-semi-space-size=16", "bin/fediscope.ts"]
CMD ["up", "--config", "/config/fediscope.yaml"]
