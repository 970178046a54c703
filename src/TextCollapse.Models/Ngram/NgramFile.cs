using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// An n-gram model as a <c>.safetensors</c> file: the symbol and count of every node, and the number of children of every context.
/// Everything else is derived from these, so that a file cannot contradict itself.
/// </summary>
internal static class NgramFile
{
    internal const string Kind = "ngram";

    internal static void Write(NgramModel model, string path)
    {
        var table = model.Table;
        var file = new SafeTensors(Kind);
        file.Metadata["alphabet"] = model.Alphabet.ToString();
        file.Metadata["order"] = model.Settings.Order.ToString(CultureInfo.InvariantCulture);
        file.Metadata["smoothing"] = model.Settings.SmoothingName;
        file.Metadata["alpha"] = model.Settings.Alpha.ToString("R", CultureInfo.InvariantCulture);
        var counts = new uint[table.Symbols.Length];
        for (var node = 0; node < counts.Length; node++)
            counts[node] = table.Count(node);
        var children = new ushort[table.Contexts.Length - 1];
        for (var context = 0; context < children.Length; context++)
            children[context] = (ushort)(table.Contexts[context + 1].FirstChild - table.Contexts[context].FirstChild);
        file.Add<ushort>("symbols", table.Symbols, table.Symbols.Length);
        file.Add<uint>("counts", counts, counts.Length);
        file.Add<ushort>("children", children, children.Length);
        file.Write(path);
    }

    internal static NgramModel Read(SafeTensors file)
    {
        var alphabet = Alphabet.Parse(file.Require("alphabet"));
        if (!NgramOptions.TryParseSmoothing(file.Require("smoothing"), out var smoothing)
            || !double.TryParse(file.Require("alpha"), NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha))
            throw Damaged(file, "its smoothing method is unknown");
        var settings = new NgramOptions
        {
            Order = file.RequireInt("order", 1, NgramOptions.LargestOrder),
            Smoothing = smoothing,
            Alpha = alpha
        };
        if (OptionSet.Check(settings, "model").ToArray() is { Length: > 0 } problems)
            throw Damaged(file, string.Join<Problem>(" ", problems));
        var symbols = file.Read<ushort>("symbols");
        var counts = file.Read<uint>("counts", symbols.Length);
        var children = file.Read<ushort>("children");
        var trie = new NgramTrie(settings.Order, LengthStarts(children, settings.Order) is { } starts && starts[^1] == symbols.Length
            && starts[^2] == children.Length
            ? starts
            : throw Damaged(file, "its numbers of children are inconsistent"));
        symbols.CopyTo(trie.Symbols, 0);
        trie.FirstChildren[0] = 1;
        for (var context = 0; context < children.Length; context++)
            trie.FirstChildren[context + 1] = trie.FirstChildren[context] + children[context];
        if (!SymbolsAscend(trie, counts, alphabet.Boundary) || !trie.LinkSuffixes(Environment.ProcessorCount))
            throw Damaged(file, "its n-grams contradict each other");
        return new NgramModel(alphabet, settings, new NgramTable(trie, counts, settings, alphabet.Size));
    }

    /// <summary>The start of each length, or null if the children of some length do not match the nodes of the next.</summary>
    private static int[]? LengthStarts(ReadOnlySpan<ushort> children, int order)
    {
        var starts = new int[order + 2];
        for (var length = 0; length <= order; length++)
        {
            long size = length == 0 ? 1 : 0;
            if (length > 0)
                foreach (var count in children[starts[length - 1]..starts[length]])
                    size += count;
            if (size == 0 || starts[length] + size > (length < order ? children.Length : Array.MaxLength))
                return null;
            starts[length + 1] = starts[length] + (int)size;
        }
        return starts;
    }

    /// <summary>
    /// Checks the symbols: siblings ascend and have counts; the boundary, without a count, is the last node of every length but the longest
    /// and occurs nowhere else.
    /// </summary>
    private static bool SymbolsAscend(NgramTrie trie, uint[] counts, ushort boundary)
    {
        for (var length = 0; length < trie.Order; length++)
        {
            var (start, end) = trie.OfLength(length);
            for (var context = start; context < end; context++)
            {
                var (first, last) = (trie.FirstChildren[context], trie.FirstChildren[context + 1] - 1);
                for (var child = first; child <= last; child++)
                {
                    var isBoundary = length + 1 < trie.Order && context == end - 1 && child == last && child > first;
                    if ((trie.Symbols[child] == boundary) != isBoundary || trie.Symbols[child] > boundary
                        || (counts[child] == 0) != isBoundary
                        || (child > first && trie.Symbols[child] <= trie.Symbols[child - 1]))
                        return false;
                }
            }
        }
        return true;
    }

    private static InputException Damaged(SafeTensors file, string why) => new(file.Path, $"is damaged: {why}. Train the model again.");
}
