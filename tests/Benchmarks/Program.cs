using TextCollapse.Benchmarks;

switch (args)
{
    case ["engines", .. var words]:
        EngineSpeed.Run(words);
        break;
    case ["metrics", .. var words]:
        MetricSpeed.Run(words);
        break;
    case ["guard"]:
        return SpeedGuard.Run();
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
return 0;
