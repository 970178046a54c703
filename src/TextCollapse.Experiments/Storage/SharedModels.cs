using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using TextCollapse.Experiments.Generation;
using TextCollapse.Files;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Storage;

/// <summary>
/// The generation-0 models of a run, each trained once for all chains with the same training: <c>models/KEY</c> holds a
/// <see cref="SharedModel"/> and, during training, its checkpoint. The process that holds <c>model.lock</c> trains; when it ends, the lock
/// is released, and another process resumes the training.
/// </summary>
/// <param name="folder">The folder <c>models</c> of a run; it need not exist.</param>
public sealed class SharedModels(string folder)
{
    private const string LockName = "model.lock";
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns the generation-0 model of a chain: trains it, or loads it if it is already trained.</summary>
    /// <param name="spec">The chain.</param>
    /// <param name="train">Trains the model; receives the path of the checkpoint file.</param>
    /// <param name="waits">Called repeatedly while another chain trains the model.</param>
    /// <param name="cancellation">Saves a checkpoint and stops the training, or stops waiting.</param>
    /// <exception cref="InputException">The model is damaged.</exception>
    /// <exception cref="WorkFailedException">The training diverged, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal (SharedModel Shared, TrainingResult Trained) Get(
        ChainSpec spec, Func<string, TrainingResult> train, Action waits, CancellationToken cancellation)
    {
        var place = Folders.Create(Path.Combine(folder, Name(spec)));
        while (true)
        {
            if (SharedModel.Read(place) is { } finished)
                return (finished, finished.Load(spec.Storage.Load));
            using (var held = HeldFile.TryOpen(Path.Combine(place, LockName)))
                if (held is not null)
                    return SharedModel.Read(place) is { } meanwhile
                        ? (meanwhile, meanwhile.Load(spec.Storage.Load))
                        : Train(spec, place, train);
            waits();
            if (cancellation.WaitHandle.WaitOne(RetryInterval))
                cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Copies the shared model of a chain in another run, for a copy of that chain in this run.</summary>
    /// <param name="chain">The folder of the chain in the other run.</param>
    public void CopyFrom(string chain)
    {
        if (new GenerationFolder(chain, 0).SharedFolder is { } shared)
            SharedModel.Read(shared)?.CopyTo(Path.Combine(folder, Path.GetFileName(shared)));
    }

    /// <summary>The models that were changed or are missing, including missing models that chains refer to.</summary>
    /// <param name="chains">The folders of the run's chains.</param>
    internal IReadOnlyList<ModelDamage> Damaged(IEnumerable<string> chains)
    {
        var shared = chains.Select(chain => Path.GetFileName(new GenerationFolder(chain, 0).SharedFolder)).OfType<string>();
        var finished = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Where(IsFinished) : [];
        return
        [
            .. from name in shared.Union(finished.Select(place => Path.GetFileName(place)))
                   .Order(StringComparer.Ordinal).AsParallel().AsOrdered()
               let what = Damage(Path.Combine(folder, name))
               where what is not null
               select new ModelDamage(Path.Combine(folder, name), what),
        ];
    }

    /// <summary>Moves a damaged model to a sibling folder, so that the next run trains it again; nothing is deleted.</summary>
    /// <returns>The new folder; null if there was nothing to move.</returns>
    public static string? SetAside(ModelDamage damage)
    {
        if (!Directory.Exists(damage.Folder))
            return null;
        var (models, name) = (Path.GetDirectoryName(damage.Folder)!, Path.GetFileName(damage.Folder));
        var number = 1;
        while (Directory.Exists(Aside(number)))
            number++;
        Folders.Create(Path.GetDirectoryName(Aside(number))!);
        Directory.Move(damage.Folder, Aside(number));
        return Aside(number);

        string Aside(int n) => Path.Combine(models, FormattableString.Invariant($"set-aside-{n}"), name);
    }

    /// <summary>A name derived from everything that determines the model's bytes.</summary>
    private static string Name(ChainSpec spec)
    {
        var identity = spec.Identity;
        var key = FormattableString.Invariant($"{identity.TrainingKey}\n{identity.Engine}\n{identity.Seed}\n{spec.Real.Hash()}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return FormattableString.Invariant($"seed-{identity.Seed}-{hash[..16]}");
    }

    private static (SharedModel, TrainingResult) Train(ChainSpec spec, string place, Func<string, TrainingResult> train)
    {
        var clock = Stopwatch.StartNew();
        var trained = train(Path.Combine(place, GenerationFolder.CheckpointName));
        return (SharedModel.Write(place, trained, spec.Identity.Arm, clock.Elapsed), trained);
    }

    private static bool IsFinished(string place) => File.Exists(Path.Combine(place, SharedModel.FactsName));

    private static string? Damage(string place)
    {
        try
        {
            return SharedModel.Read(place) is { } model ? model.Damage() : "is missing";
        }
        catch (InputException e)
        {
            return $"cannot be read: {Path.GetFileName(e.Problems[0].Place)} {e.Problems[0].Message.Split('.')[0]}";
        }
    }
}

/// <summary>A shared model that is missing or changed.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="What">What is wrong, as a predicate that follows the folder name.</param>
public sealed record ModelDamage(string Folder, string What);
