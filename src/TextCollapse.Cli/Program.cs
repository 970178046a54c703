using System.Globalization;
using TextCollapse.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return CommandLine.Invoke(args, Terminal.Standard());
