using System.Runtime.InteropServices;

namespace TextCollapse.Torch.Devices;

/// <summary>Turns out-of-memory errors of libtorch into clear messages.</summary>
internal static class OutOfMemory
{
    /// <summary>Runs work on a device.</summary>
    /// <exception cref="WorkFailedException">The device is out of memory.</exception>
    internal static T Explained<T>(string device, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (Is(failure))
        {
            throw new WorkFailedException(Message(device));
        }
    }

    /// <summary>Whether libtorch reported that memory is exhausted; the messages of its GPU and CPU allocators differ.</summary>
    internal static bool Is(Exception failure) => failure is AggregateException several ? several.InnerExceptions.Any(Is)
        : failure is ExternalException && (failure.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("DefaultCPUAllocator", StringComparison.Ordinal));

    private static string Message(string device) => device == "cpu"
        ? "This machine has too little memory left for the model. Lower training.batch, training.sequence or the model's size, or run "
            + "fewer chains at a time (--jobs)."
        : $"The memory of {device} is full. Lower training.batch or the model's size, run fewer chains at a time (--jobs), or choose "
            + $"model.device: cpu or model.engine: managed; committed generations are kept.";
}
