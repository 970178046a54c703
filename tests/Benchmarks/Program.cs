using TextCollapse.Benchmarks;

switch (args)
{
    case ["engines", .. var words]:
        EngineSpeed.Run(words);
        break;
    case ["loss", .. var words]:
        LossSpeed.Run(words);
        break;
    case ["metrics", .. var words]:
        MetricSpeed.Run(words);
        break;
#if HAS_MLNET
    case ["mlnet", .. var words]:
        MeasuringSpeed.Run(words);
        break;
#endif
    case ["guard"]:
        return SpeedGuard.Run();
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
return 0;
