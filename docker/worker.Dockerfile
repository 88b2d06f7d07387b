# A worker that runs its model on CPU cores; the embedded model is inside. Build from the repository's root:
#   docker build -f docker/worker.Dockerfile -t leap-worker:0.1.0 .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled

FROM ${SDK_IMAGE} AS build
WORKDIR /source
# Packages first: a layer of their own stays valid until a project file or a lock file changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Directory.Build.props src/
COPY src/LeaP.EmbeddedModel/LeaP.EmbeddedModel.csproj src/LeaP.EmbeddedModel/packages.lock.json src/LeaP.EmbeddedModel/
COPY src/LeaP.Hosting/LeaP.Hosting.csproj src/LeaP.Hosting/packages.lock.json src/LeaP.Hosting/
COPY src/LeaP.Inference/LeaP.Inference.csproj src/LeaP.Inference/packages.lock.json src/LeaP.Inference/
COPY src/LeaP.Inference.GenAI/LeaP.Inference.GenAI.csproj src/LeaP.Inference.GenAI/packages.lock.json src/LeaP.Inference.GenAI/
COPY src/LeaP.Protocol/LeaP.Protocol.csproj src/LeaP.Protocol/packages.lock.json src/LeaP.Protocol/
COPY src/LeaP.Reasoning/LeaP.Reasoning.csproj src/LeaP.Reasoning/packages.lock.json src/LeaP.Reasoning/
COPY src/LeaP.Worker/LeaP.Worker.csproj src/LeaP.Worker/packages.lock.json src/LeaP.Worker/
RUN dotnet restore src/LeaP.Worker/LeaP.Worker.csproj --locked-mode
COPY protos/ protos/
COPY src/LeaP.EmbeddedModel/ src/LeaP.EmbeddedModel/
COPY src/LeaP.Hosting/ src/LeaP.Hosting/
COPY src/LeaP.Inference/ src/LeaP.Inference/
COPY src/LeaP.Inference.GenAI/ src/LeaP.Inference.GenAI/
COPY src/LeaP.Protocol/ src/LeaP.Protocol/
COPY src/LeaP.Reasoning/ src/LeaP.Reasoning/
COPY src/LeaP.Worker/ src/LeaP.Worker/
# ONNX Runtime's package brings native libraries for every system; an image needs those of Linux.
RUN dotnet publish src/LeaP.Worker/LeaP.Worker.csproj -c Release --no-restore --disable-build-servers -p:UseAppHost=false -o /app \
    && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux-*' -exec rm -r {} +

FROM ${RUNTIME_IMAGE}
ARG RUNTIME_IMAGE
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="leap-worker" \
      org.opencontainers.image.description="Worker of LeaP.Grpc: runs a model on CPU cores" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build /app/ ./
# The diagnostics socket would need a writable /tmp. ONNX Runtime would report its use to its maker.
ENV DOTNET_EnableDiagnostics=0 \
    ORT_DISABLE_TELEMETRY=1 \
    Worker__ProbeAddress=0.0.0.0 \
    Worker__ProbePort=8083
EXPOSE 8083
USER 1654:1654
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
    CMD ["dotnet", "LeaP.Worker.dll", "healthcheck", "http://127.0.0.1:8083/readyz"]
ENTRYPOINT ["dotnet", "LeaP.Worker.dll"]
