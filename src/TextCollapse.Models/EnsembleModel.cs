using System.Globalization;
using TextCollapse.Corpora;

namespace TextCollapse.Models;

/// <summary>Several models of one alphabet as one: the mean of their next-character distributions.</summary>
public sealed class EnsembleModel : ILanguageModel
{
    /// <summary>The kind in its file.</summary>
    public const string Kind = "ensemble";

    private const int MostMembers = 1000;

    /// <summary>The mean of these models, at least one.</summary>
    public EnsembleModel(IReadOnlyList<ILanguageModel> members)
    {
        Members = members;
        Card = new ModelCard(Kind, members[0].Card.Engine, members.Sum(member => member.Card.Parameters),
            $"mean of {members.Count} × {members[0].Card.Summary}");
    }

    /// <summary>The models.</summary>
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

    /// <summary>Writes all members into one file, the tensors and the metadata of member i as <c>i.NAME</c>.</summary>
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

    /// <summary>The ensemble in a file; each member is read by <paramref name="member"/> as if it had a file of its own.</summary>
    /// <exception cref="InputException">The file is damaged, or a member is, or they have different alphabets.</exception>
    public static EnsembleModel Read(SafeTensors file, Func<SafeTensors, ILanguageModel> member)
    {
        file.RequireIntact();
        var ensemble =
            new EnsembleModel([.. Enumerable.Range(0, file.RequireInt("models", 1, MostMembers))
            .Select(i => member(file.Part(Prefix(i))))]);
        return ensemble.Members.All(one => one.Alphabet.Equals(ensemble.Alphabet)) ? ensemble
            : throw new InputException(file.Path, "has members of different alphabets: it is damaged. Train the model again.");
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
