using Microsoft.Extensions.Logging;

namespace TextCollapse.Web.Serving;

/// <summary>What went wrong within the page, one line each on standard error; never a stack trace.</summary>
internal sealed class OneLineLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        Console.Error.WriteLine(exception is null ? formatter(state, null) : $"The page met a defect: {exception.GetType().Name}: {exception.Message}");
        if (exception is not null && Environment.GetEnvironmentVariable("TEXTCOLLAPSE_TRACE") == "1")
            Console.Error.WriteLine(exception);
    }

    public void Dispose()
    {
    }
}
