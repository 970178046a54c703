using System.Globalization;
using System.Text.Json.Serialization;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// An act of a reviewer on a chain between two generations. Documents are numbered from 1, in the order in which they were generated.
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

/// <summary>These documents are not trained on: the model that generated them generates replacements, so that budgets stay equal.</summary>
/// <param name="Documents">The document numbers.</param>
public sealed record RejectDocuments(IReadOnlyList<int> Documents) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"rejected {List(Documents)}";
}

/// <summary>These documents are trained on as they were generated: reverses an earlier rejection or edit.</summary>
/// <param name="Documents">The document numbers; empty for all.</param>
public sealed record KeepDocuments(IReadOnlyList<int> Documents) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"kept {List(Documents)}";
}

/// <summary>A document is replaced by this text.</summary>
/// <param name="Document">Its number.</param>
/// <param name="Text">The text, using characters of the alphabet only.</param>
public sealed record EditDocument(int Document, string Text) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"edited document {Document}";
}

/// <summary>The next generation is trained on at least this share of real text.</summary>
/// <param name="RealShare">Above 0, up to 1.</param>
public sealed record InjectRealText(double RealShare) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence =>
        string.Create(CultureInfo.InvariantCulture, $"injected real text, at least {RealShare * 100:0.##} %");
}

/// <summary>A setting is changed from the next generation on.</summary>
/// <param name="Key">The key of the study file: <c>decoding.temperature</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record ChangeSetting(string Key, string Value) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"set {Key} = {Value}";
}

/// <summary>
/// The chain returns to the state after a generation was committed: later generations are moved aside, later decisions and those about that
/// generation are void, and the following generations draw other random numbers.
/// </summary>
/// <param name="To">The generation to return to, ≥ 0.</param>
public sealed record RollBack(int To) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"rolled back to generation {To}";
}

/// <summary>Another run was started that shares the history up to a generation. This chain is unchanged.</summary>
/// <param name="Generation">The last shared generation.</param>
/// <param name="Run">The name of the other run's folder.</param>
public sealed record BranchOff(int Generation, string Run) : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => $"branched off after generation {Generation} to {Run}";
}

/// <summary>Changes nothing; the note is the reason of the decision.</summary>
public sealed record TakeNote : DecisionAct
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Sentence => "noted";
}
