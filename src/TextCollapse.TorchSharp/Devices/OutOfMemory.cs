using System.Runtime.InteropServices;

namespace TextCollapse.Torch.Devices;

/// <summary>What is said when a device has no memory left for what libtorch asks.</summary>
internal static class OutOfMemory
{
    /// <summary>Runs something on a device.</summary>
    /// <exception cref="WorkFailedException">Its memory did not suffice.</exception>
    internal static T Explained<T>(string device, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (Is(failure))
        {
            throw new WorkFailedException(Sentence(device));
        }
    }

    /// <summary>Whether libtorch said so: its allocators for GPU and processor have words of their own.</summary>
    internal static bool Is(Exception failure) => failure is AggregateException several ? several.InnerExceptions.Any(Is)
        : failure is ExternalException && (failure.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("DefaultCPUAllocator", StringComparison.Ordinal));

    private static string Sentence(string device) => device == "cpu"
        ? "This machine has too little memory left for the model. Lower training.batch, training.sequence or the model's size, or run "
            + "fewer chains at a time (--jobs)."
        : $"The memory of {device} is full. Lower training.batch or the model's size, run fewer chains at a time (--jobs), or choose "
            + $"model.device: cpu or model.engine: managed; what was committed is kept.";
}
