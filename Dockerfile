# oops-report as an image: the program and what it needs, run by a user without rights, with its database in /data.
#
#   docker build -t oops-report .
#   docker run --rm -v oops-data:/data -v /var/log/shop:/logs:ro oops-report ingest /logs
#   docker run --rm -v oops-data:/data oops-report daily
#
# A config is /data/oops-report.yaml where there is one, because /data is also the folder that commands run in.

FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json README.md LICENSE CHANGELOG.md ./
COPY scripts ./scripts
COPY src ./src
COPY templates ./templates
COPY docs ./docs
COPY deploy ./deploy
COPY data ./data
COPY man ./man
RUN node scripts/build.js
RUN npm pack --ignore-scripts && mv oops-report-*.tgz oops-report.tgz

FROM node:24-slim
COPY --from=build /build/oops-report.tgz /tmp/oops-report.tgz
RUN npm install -g --no-audit --no-fund /tmp/oops-report.tgz && npm cache clean --force && rm /tmp/oops-report.tgz
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production OOPS_REPORT_DB=/data/oops-report.db
USER node
WORKDIR /data
VOLUME /data
ENTRYPOINT ["oops-report"]
CMD ["--help"]
