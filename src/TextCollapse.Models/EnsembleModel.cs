using System.Globalization;
using TextCollapse.Corpora;

namespace TextCollapse.Models;

/// <summary>An ensemble of models over one alphabet: the mean of their next-character distributions.</summary>
public sealed class EnsembleModel : ILanguageModel
{
    /// <summary>The model kind in its file.</summary>
    public const string Kind = "ensemble";

    private const int MaxMembers = 1000;

    /// <summary>Creates an ensemble of these models, at least one.</summary>
    public EnsembleModel(IReadOnlyList<ILanguageModel> members)
    {
        Members = members;
        Card = new ModelCard(Kind, members[0].Card.Engine, members.Sum(member => member.Card.Parameters),
            $"mean of {members.Count} × {members[0].Card.Summary}");
    }

    /// <summary>The member models.</summary>
    public IReadOnlyList<ILanguageModel> Members { get; }

    /// <inheritdoc/>
    public Alphabet Alphabet => Members[0].Alphabet;

    /// <inheritdoc/>
    public ModelCard Card { get; }

    /// <inheritdoc/>
    public double[][] Score(IReadOnlyList<Document> documents, int threads)
    {
        var scores = Members.Select(member => member.Score(documents, threads)).ToArray();
        return [.. documents.Select((document, number) => Enumerable.Range(0, document.Length)
            .Select(position => Mean(scores, number, position)).ToArray())];
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities)
    {
        var (mean, row) = (new double[logProbabilities.Length], new float[logProbabilities.Length]);
        foreach (var member in Members)
        {
            member.Predict(document, row);
            for (var i = 0; i < row.Length; i++)
                mean[i] += Math.Exp(row[i]);
        }
        for (var i = 0; i < row.Length; i++)
            logProbabilities[i] = (float)Math.Log(mean[i] / Members.Count);
    }

    /// <inheritdoc/>
    public IDecodingSession Begin(int streams) =>
        new EnsembleDecodingSession([.. Members.Select(member => member.Begin(streams))], Alphabet.Size);

    /// <summary>Saves all members in one file, the tensors and metadata of member i as <c>i.NAME</c>.</summary>
    public void Save(string path)
    {
        var file = new SafeTensors(Kind);
        file.Metadata["alphabet"] = Alphabet.ToString();
        file.Metadata["models"] = Members.Count.ToString(CultureInfo.InvariantCulture);
        for (var i = 0; i < Members.Count; i++)
        {
            var part = path + FormattableString.Invariant($".member{i}");
            try
            {
                Members[i].Save(part);
                file.Include(SafeTensors.Read(part), Prefix(i));
            }
            finally
            {
                File.Delete(part);
            }
        }
        file.Write(path);
    }

    /// <summary>Reads an ensemble from a file; <paramref name="member"/> reads each member as if it had its own file.</summary>
    /// <exception cref="InputException">The file or a member is damaged, or the members have different alphabets.</exception>
    public static EnsembleModel Read(SafeTensors file, Func<SafeTensors, ILanguageModel> member)
    {
        file.RequireIntact();
        var ensemble =
            new EnsembleModel([.. Enumerable.Range(0, file.RequireInt("models", 1, MaxMembers))
            .Select(i => member(file.Part(Prefix(i))))]);
        return ensemble.Members.All(one => one.Alphabet.Equals(ensemble.Alphabet)) ? ensemble
            : throw new InputException(file.Path, "has members with different alphabets: it is damaged. Train the model again.");
    }

    private static string Prefix(int member) => FormattableString.Invariant($"{member}.");

    /// <summary>−ln of the mean of e^−nats, without overflow.</summary>
    private static double Mean(double[][][] scores, int document, int position)
    {
        var least = scores.Min(member => member[document][position]);
        return double.IsInfinity(least) ? least
            : least - Math.Log(scores.Sum(member => Math.Exp(least - member[document][position])) / scores.Length);
    }
}
