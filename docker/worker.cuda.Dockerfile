# A worker that runs its model on an NVIDIA GPU; a model of use comes from a volume. Build from the repository's root:
#   docker build -f docker/worker.cuda.Dockerfile -t leap-worker-cuda:0.1.0 .
# The base brings CUDA 12 and cuDNN 9, which ONNX Runtime's GPU package asks for, and unlike the other images a shell.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble
ARG ASPNET_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled
ARG RUNTIME_IMAGE=docker.io/nvidia/cuda:12.6.3-cudnn-runtime-ubuntu24.04

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
# Not locked: the lock files hold the packages for CPU cores.
RUN dotnet restore src/LeaP.Worker/LeaP.Worker.csproj -p:LeapAccelerator=Cuda --force-evaluate
COPY protos/ protos/
COPY src/LeaP.EmbeddedModel/ src/LeaP.EmbeddedModel/
COPY src/LeaP.Hosting/ src/LeaP.Hosting/
COPY src/LeaP.Inference/ src/LeaP.Inference/
COPY src/LeaP.Inference.GenAI/ src/LeaP.Inference.GenAI/
COPY src/LeaP.Protocol/ src/LeaP.Protocol/
COPY src/LeaP.Reasoning/ src/LeaP.Reasoning/
COPY src/LeaP.Worker/ src/LeaP.Worker/
# ONNX Runtime's package brings native libraries for every system; an image needs those of Linux.
RUN dotnet publish src/LeaP.Worker/LeaP.Worker.csproj -c Release --no-restore --disable-build-servers -p:LeapAccelerator=Cuda -p:UseAppHost=false -o /app \
    && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux-*' -exec rm -r {} +

FROM ${ASPNET_IMAGE} AS aspnet

FROM ${RUNTIME_IMAGE}
ARG RUNTIME_IMAGE
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="leap-worker-cuda" \
      org.opencontainers.image.description="Worker of LeaP.Grpc: runs a model on an NVIDIA GPU" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=aspnet /usr/share/dotnet/ /usr/share/dotnet/
WORKDIR /app
COPY --from=build /app/ ./
# The diagnostics socket would need a writable /tmp. ONNX Runtime would report its use to its maker.
ENV DOTNET_EnableDiagnostics=0 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    NVIDIA_VISIBLE_DEVICES=all \
    ORT_DISABLE_TELEMETRY=1 \
    Worker__Model__Device=Cuda \
    PATH=/usr/share/dotnet:/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    Worker__ProbeAddress=0.0.0.0 \
    Worker__ProbePort=8083
EXPOSE 8083
USER 1654:1654
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
    CMD ["dotnet", "LeaP.Worker.dll", "healthcheck", "http://127.0.0.1:8083/readyz"]
ENTRYPOINT ["dotnet", "LeaP.Worker.dll"]
