using TextCollapse.Benchmarks;

if (args is ["engines", .. var words])
    EngineSpeed.Run(words);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
