using LeaP.Worker;

return await WorkerApplication.RunAsync(args);
