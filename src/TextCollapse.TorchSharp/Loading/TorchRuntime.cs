using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TextCollapse.Torch;

/// <summary>
/// Whether libtorch can be loaded on this machine, checked once. The type initialiser of TorchSharp prints a long message and cannot be run
/// again after a failure. The native library is therefore loaded explicitly first, and no type of TorchSharp is used if that fails.
/// </summary>
public static class TorchRuntime
{
    private static readonly Lazy<TorchStatus> LazyStatus = new(Load);

    /// <summary>The status; the first call loads libtorch (about half a second).</summary>
    public static TorchStatus Status => LazyStatus.Value;

    /// <summary>Throws unless libtorch is loaded.</summary>
    /// <exception cref="WorkFailedException">libtorch cannot be loaded; the message gives the reason and suggests the managed
    /// engine.</exception>
    public static void Require()
    {
        if (Status.Reason is { } reason)
            throw new WorkFailedException(
                $"The torch engine cannot run: {reason} Choose engine: managed, which needs no native library, or engine: auto.");
    }

    private static TorchStatus Load()
    {
        string package = "not found", native = "unknown";
        TorchStatus Without(string reason) => new(package, native, $"{reason}.", []);
        try
        {
            (package, native, var assembly) = Versions();
            var adaptation = NativeLoader.Load(assembly);
            return new TorchStatus(package, native, null, Devices()) { Adaptation = adaptation };
        }
        catch (DllNotFoundException failure)
        {
            return Without(LoaderTrace.Reason(failure.Message));
        }
        catch (InvalidDataException failure)
        {
            return Without($"{failure.Message}; rebuild or reinstall to replace it");
        }
        catch (WorkFailedException failure)
        {
            return Without(failure.Message);
        }
        catch (FileNotFoundException)
        {
            return Without("TorchSharp.dll is not next to the program");
        }
        catch (BadImageFormatException)
        {
            return Without($"the native library is not built for this processor ({RuntimeInformation.ProcessArchitecture})");
        }
        catch (Exception failure) when (failure is TypeInitializationException or ExternalException or NotSupportedException)
        {
            var cause = failure.GetBaseException().Message;
            return Without(
                $"libtorch loads but does not start: "
                + $"{cause.AsSpan().TrimStart()[..Math.Min(cause.Length, 120)].ToString().ReplaceLineEndings(" ")}");
        }
    }

    // Reads metadata only: reading the constant does not run the type initialiser.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (string Package, string Native, Assembly Assembly) Versions()
    {
        var torch = typeof(TorchSharp.torch);
        var package = torch.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "unknown";
        var native = torch.GetField("libtorchPackageVersion", BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() as string
            ?? "unknown";
        return (package, native.EndsWith(".0", StringComparison.Ordinal) && native.Count(c => c == '.') == 3 ? native[..^2]
            : native, torch.Assembly);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<string> Devices()
    {
        using var first = TorchSharp.torch.zeros(1);
        var devices = new List<string> { "cpu" };
        if (TorchSharp.torch.cuda.is_available())
            for (var index = 0; index < TorchSharp.torch.cuda.device_count(); index++)
                devices.Add($"cuda:{index}");
        return devices;
    }
}
