using Microsoft.Extensions.Logging;

namespace TextCollapse.Web.Hosting;

/// <summary>Writes errors to standard error, one line each. <c>TEXTCOLLAPSE_TRACE=1</c> adds the stack trace.</summary>
internal sealed class ErrorLogger : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        Console.Error.WriteLine(exception is null ? formatter(state, null) : InternalError.Describe(exception));
        if (exception is not null && Environment.GetEnvironmentVariable("TEXTCOLLAPSE_TRACE") == "1")
            Console.Error.WriteLine(exception);
    }

    public void Dispose()
    {
    }
}

/// <summary>The message of an unexpected exception.</summary>
internal static class InternalError
{
    public static string Describe(Exception e) => $"Internal error (please report it): {e.GetType().Name}: {e.Message}";
}
