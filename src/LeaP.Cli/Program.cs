using LeaP.Cli.Commands;
using LeaP.Cli.Terminals;

using Terminal terminal = Terminal.Open();
return await LeapCommandLine.RunAsync(args, CommandHost.For(terminal), terminal.Interrupted);
