using TextCollapse.Benchmarks;

switch (args)
{
    case ["engines", .. var words]:
        EngineSpeed.Run(words);
        break;
    case ["metrics", .. var words]:
        MetricSpeed.Run(words);
        break;
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
