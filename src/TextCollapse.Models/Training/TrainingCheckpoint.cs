using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Models.Training;

/// <summary>The checkpoint from which an interrupted training resumes, with the same final bytes.</summary>
internal sealed class TrainingCheckpoint(string path, ILearner learner, TrainingOptions settings, TrainingTask task, EarlyStopping stopping)
{
    private const string Kind = "training";
    private readonly (string Key, string Value)[] _identity =
    [
        ("model", learner.Description),
        ("optimizer", KebabCase.Of(settings.Optimizer)),
        ("training", settings.Describe()),
        ("alphabet", task.Corpus.Alphabet.ToString()),
        ("corpus", Hash(task.Corpus)),
        ("validation", Hash(task.Validation)),
        ("random", string.Create(CultureInfo.InvariantCulture, $"{task.Random.Seed}/{task.Random.Arm}/{task.Random.Generation}")),
    ];

    /// <summary>The step of the saved state, if there is one.</summary>
    internal int? SavedStep { get; private set; }

    internal void Save(TrainingState state)
    {
        var file = new SafeTensors(Kind);
        foreach (var (key, value) in _identity)
            file.Metadata[key] = value;
        file.Metadata["step"] = state.Step.ToString(CultureInfo.InvariantCulture);
        file.Add<double>("losses", [state.Loss, state.FirstLoss], 2);
        stopping.Save(file);
        learner.Save(file);
        file.Write(path);
        SavedStep = state.Step;
    }

    /// <summary>Loads the saved state; returns null if there is none.</summary>
    /// <exception cref="InputException">The file is damaged or belongs to another training.</exception>
    internal TrainingState? TryLoad()
    {
        if (!File.Exists(path))
            return null;
        var file = SafeTensors.Read(path);
        if (file.Require("format") != SafeTensors.Format || file.Require("kind") != Kind)
            throw new InputException(path,
                $"is not a training state of this version ({SafeTensors.Format}, {Kind}). Delete it to start this training from the "
                + $"beginning.");
        file.RequireIntact();
        foreach (var (key, value) in _identity)
            if (file.Require(key) != value)
                throw new InputException(path,
                    $"belongs to another training: its {key} differs{Difference(file.Require(key), value)}. Delete it to start this "
                    + $"training from the beginning.");
        learner.Load(file);
        stopping.Load(file);
        var losses = file.Read<double>("losses", 2);
        SavedStep = file.RequireInt("step", 0, int.MaxValue);
        return new TrainingState(SavedStep.Value, losses[0], losses[1]);
    }

    internal void Delete()
    {
        File.Delete(path);
        stopping.Delete();
    }

    private static string Difference(string saved, string current)
        => saved.Length + current.Length < 600 ? $" ('{saved}', here '{current}')" : "";

    private static string Hash(Corpus corpus)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var document in corpus.Documents)
        {
            hash.AppendData(BitConverter.GetBytes(document.Length));
            hash.AppendData(MemoryMarshal.AsBytes(document.Symbols.Span));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
