# syntax=docker/dockerfile:1
# The image of the gateway. `docker build -t lakefront .` needs BuildKit and the network; docker/README.md says what of it
# was tried where. Pin the two bases by digest where you build for production.
ARG JDK=maven:3.9-eclipse-temurin-25
ARG JRE=eclipse-temurin:25-jre

FROM ${JDK} AS build
WORKDIR /build
COPY pom.xml ./
COPY gateway-app gateway-app
COPY docker docker
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --quiet -Dmaven.test.skip=true -Dformat.phase=none package
# What changes seldom first: a new version of the gateway is a layer of two megabytes.
RUN java -Djarmode=tools -jar gateway-app/target/gateway-app.jar extract --layers --destination layers \
    && javac -d training docker/Training.java

FROM ${JRE}
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Lakefront" \
      org.opencontainers.image.description="One stable URL in front of every model you serve." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

WORKDIR /opt/lakefront
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY docker/jvm.options ./
# In this stage, because a cache fits only the JVM, the options and the jars it was recorded with.
RUN --mount=type=bind,from=build,source=/build,target=/build \
    TRAINING=/build/training /build/docker/aot /opt/lakefront \
    && chmod 0444 gateway.aot \
    && mkdir -p /etc/lakefront/config /etc/lakefront/policies /var/lib/lakefront \
    && chown 10001:10001 /var/lib/lakefront

ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0 \
    LAKEFRONT_CONFIG_DIR=/etc/lakefront/config \
    LAKEFRONT_POLICIES_DIR=/etc/lakefront/policies \
    LAKEFRONT_DATA_DIR=/var/lib/lakefront
EXPOSE 8080 8081
VOLUME /var/lib/lakefront
USER 10001:10001
# No shell in between: the JVM is process 1 and gets SIGTERM, which starts the drain.
ENTRYPOINT ["java", "@/opt/lakefront/jvm.options", "-XX:AOTCache=/opt/lakefront/gateway.aot", "-jar", "/opt/lakefront/gateway-app.jar"]
