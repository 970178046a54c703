using System.Globalization;
using System.Text.Json.Serialization;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// What a person can do to a chain between two of its generations. Documents are numbered from 1, in the order in which they were written.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(RejectDocuments), "reject")]
[JsonDerivedType(typeof(KeepDocuments), "keep")]
[JsonDerivedType(typeof(EditDocument), "edit")]
[JsonDerivedType(typeof(InjectRealText), "inject")]
[JsonDerivedType(typeof(ChangeSetting), "set")]
[JsonDerivedType(typeof(RollBack), "roll back")]
[JsonDerivedType(typeof(BranchOff), "branch")]
[JsonDerivedType(typeof(TakeNote), "note")]
public abstract record DecisionAct
{
    /// <summary>What was done, as a sentence without a full stop.</summary>
    [JsonIgnore]
    public abstract string Sentence { get; }

    private protected static string List(IReadOnlyList<int> documents) =>
        documents.Count == 0 ? "all documents" : $"{(documents.Count == 1 ? "document" : "documents")} {string.Join(", ", documents)}";
}

/// <summary>Nobody reads these documents: the model that wrote them writes others in their place, so that budgets stay equal.</summary>
/// <param name="Documents">Their numbers.</param>
public sealed record RejectDocuments(IReadOnlyList<int> Documents) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"rejected {List(Documents)}";
}

/// <summary>These documents are read as they were written: takes an earlier rejection or edit of them back.</summary>
/// <param name="Documents">Their numbers; none for all.</param>
public sealed record KeepDocuments(IReadOnlyList<int> Documents) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"kept {List(Documents)}";
}

/// <summary>A document is read as this text.</summary>
/// <param name="Document">Its number.</param>
/// <param name="Text">The text, in characters of the alphabet.</param>
public sealed record EditDocument(int Document, string Text) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"edited document {Document}";
}

/// <summary>The next generation reads at least this share of real text.</summary>
/// <param name="RealShare">Above 0, up to 1.</param>
public sealed record InjectRealText(double RealShare) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence =>
        string.Create(CultureInfo.InvariantCulture, $"injected real text, at least {RealShare * 100:0.##} %");
}

/// <summary>A setting has another value from the next generation on.</summary>
/// <param name="Key">The key of the study file: <c>decoding.temperature</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record ChangeSetting(string Key, string Value) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"set {Key} = {Value}";
}

/// <summary>
/// The chain goes back to the moment at which a generation had been committed: later generations are moved aside, later decisions and those
/// about that
/// generation are void, and what comes next draws other random numbers.
/// </summary>
/// <param name="To">That generation, 0 or more.</param>
public sealed record RollBack(int To) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"rolled back to generation {To}";
}

/// <summary>Another run was begun that shares the history up to a generation. Changes nothing here.</summary>
/// <param name="Generation">The last one that it shares.</param>
/// <param name="Run">The name of the other run's folder.</param>
public sealed record BranchOff(int Generation, string Run) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"branched off after generation {Generation} to {Run}";
}

/// <summary>Changes nothing; the reason is what is noted.</summary>
public sealed record TakeNote : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => "noted";
}
