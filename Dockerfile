# The program with all that its demo needs: no JDK and no Node.js on the host. compose.yaml runs it.
#
#   docker build -t eventlake . && docker run --rm eventlake help
#
# Not built here: no container engine was at hand.
FROM node:20-bookworm-slim AS node

FROM eclipse-temurin:17-jdk
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
  && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
  && useradd --create-home eventlake \
  && mkdir /eventlake /lake \
  && chown eventlake /eventlake /lake
USER eventlake
WORKDIR /eventlake
COPY --chown=eventlake . .
# Both programs are built now; what Maven fetched for that is in the layer no more.
RUN ./eventlake --version \
  && ./eventlake serve --help >/dev/null \
  && rm -rf "$HOME/.m2" "$HOME/.npm"
VOLUME /lake
EXPOSE 8090
ENTRYPOINT ["./eventlake"]
CMD ["help"]
