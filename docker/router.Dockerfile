# The router. Build from the repository's root:
#   docker build -f docker/router.Dockerfile -t leap-router:0.1.0 .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled

FROM ${SDK_IMAGE} AS build
WORKDIR /source
# Packages first: a layer of their own stays valid until a project file or a lock file changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Directory.Build.props src/
COPY src/LeaP.Hosting/LeaP.Hosting.csproj src/LeaP.Hosting/packages.lock.json src/LeaP.Hosting/
COPY src/LeaP.Inference/LeaP.Inference.csproj src/LeaP.Inference/packages.lock.json src/LeaP.Inference/
COPY src/LeaP.Protocol/LeaP.Protocol.csproj src/LeaP.Protocol/packages.lock.json src/LeaP.Protocol/
COPY src/LeaP.Reasoning/LeaP.Reasoning.csproj src/LeaP.Reasoning/packages.lock.json src/LeaP.Reasoning/
COPY src/LeaP.Router/LeaP.Router.csproj src/LeaP.Router/packages.lock.json src/LeaP.Router/
COPY src/LeaP.Similarity.Onnx/LeaP.Similarity.Onnx.csproj src/LeaP.Similarity.Onnx/packages.lock.json src/LeaP.Similarity.Onnx/
COPY src/LeaP.Storage.Redis/LeaP.Storage.Redis.csproj src/LeaP.Storage.Redis/packages.lock.json src/LeaP.Storage.Redis/
RUN dotnet restore src/LeaP.Router/LeaP.Router.csproj --locked-mode
COPY protos/ protos/
COPY src/LeaP.Hosting/ src/LeaP.Hosting/
COPY src/LeaP.Inference/ src/LeaP.Inference/
COPY src/LeaP.Protocol/ src/LeaP.Protocol/
COPY src/LeaP.Reasoning/ src/LeaP.Reasoning/
COPY src/LeaP.Router/ src/LeaP.Router/
COPY src/LeaP.Similarity.Onnx/ src/LeaP.Similarity.Onnx/
COPY src/LeaP.Storage.Redis/ src/LeaP.Storage.Redis/
# ONNX Runtime's package brings native libraries for every system; an image needs those of Linux.
RUN dotnet publish src/LeaP.Router/LeaP.Router.csproj -c Release --no-restore --disable-build-servers -p:UseAppHost=false -o /app \
    && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux-*' -exec rm -r {} +

FROM ${RUNTIME_IMAGE}
ARG RUNTIME_IMAGE
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="leap-router" \
      org.opencontainers.image.description="Router of LeaP.Grpc: sessions, rounds and votes" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build /app/ ./
# The diagnostics socket would need a writable /tmp.
ENV ASPNETCORE_HTTP_PORTS="" \
    DOTNET_EnableDiagnostics=0 \
    ORT_DISABLE_TELEMETRY=1 \
    Router__ListenAddress=0.0.0.0
EXPOSE 8080 8081 8082
USER 1654:1654
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
    CMD ["dotnet", "LeaP.Router.dll", "healthcheck", "http://127.0.0.1:8082/healthz"]
ENTRYPOINT ["dotnet", "LeaP.Router.dll"]
