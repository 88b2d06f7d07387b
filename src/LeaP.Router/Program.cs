using LeaP.Router;

return await RouterApplication.RunAsync(args);
