using LeaP.Router;

await RouterApplication.Build(args).RunAsync();
