using LeaP.Worker;
using Microsoft.Extensions.Hosting;

await WorkerApplication.Build(args).RunAsync();
