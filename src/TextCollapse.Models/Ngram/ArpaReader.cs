using System.Globalization;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// Reads the ARPA format: <c>\data\</c>, the number of n-grams of each length, a section <c>\k-grams:</c> for each length with lines of
/// log₁₀ probability, words and, below the longest length, an optional log₁₀ back-off weight, then <c>\end\</c>.
/// </summary>
internal sealed class ArpaReader(TextReader text, string name)
{
    private const int MaxProblems = 50;

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly List<Problem> _problems = [];
    private readonly List<long> _declaredCounts = [];
    private readonly Dictionary<string, ArpaModel.Entry> _grams = new(StringComparer.Ordinal);
    private int _number;
    private string? _line;

    internal ArpaModel Read()
    {
        Advance();
        while (_line is not null && _line != @"\data\")
            Advance();
        if (_line is null)
            throw new InputException(name, @"has no line \data\: it is not an ARPA file.");
        Advance();
        ReadCounts();
        for (var length = 1; length <= _declaredCounts.Count; length++)
            ReadSection(length);
        if (_line != @"\end\")
            Report($@"expected \end\ here, found {Shown()}.");
        return _problems.Count == 0 ? new ArpaModel(_declaredCounts.Count, _grams) : throw new InputException(_problems);
    }

    private void ReadCounts()
    {
        for (; _line is not null && !_line.StartsWith('\\'); Advance())
        {
            var parts = _line.Split([' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries);
            if (parts is not ["ngram", _, _] || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                Report($"expected 'ngram LENGTH=COUNT', found {Shown()}.");
            else if (length != _declaredCounts.Count + 1)
                Report($"declares {length}-grams where {_declaredCounts.Count + 1}-grams are next.");
            else
                _declaredCounts.Add(count);
        }
        if (_declaredCounts.Count == 0 && _problems.Count == 0)
            Report(@"no line 'ngram 1=COUNT' after \data\.");
    }

    private void ReadSection(int length)
    {
        if (_line != $@"\{length}-grams:")
        {
            Report($@"expected \{length}-grams: here, found {Shown()}.");
            return;
        }
        var (start, count) = (_number, 0L);
        for (Advance(); _line is not null && !_line.StartsWith('\\'); Advance(), count++)
            ReadGram(length);
        // Only section lines begin with a backslash.
        if (count != _declaredCounts[length - 1])
            _problems.Add(new Problem($"{name}:{start}", $"has {count} {length}-grams; {_declaredCounts[length - 1]} were declared."));
    }

    private void ReadGram(int length)
    {
        var fields = _line!.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        var longest = length == _declaredCounts.Count;
        if (fields.Length != length + 1 && (longest || fields.Length != length + 2))
        {
            Report($"expected a probability and {length} "
                + $"word{(length > 1 ? "s" : "")}{(longest ? "" : ", then an optional back-off weight")}; found {fields.Length} fields.");
            return;
        }
        var words = fields.AsSpan(1, length);
        foreach (ref var word in words)
        {
            word = word == "<UNK>" ? ArpaModel.Unknown : word;
            if (length > 1 && !_grams.ContainsKey(word))
                Report($"'{word}' is not among the 1-grams.");
        }
        if (!TryNumber(fields[0], out var probability) || probability > 0)
            Report($"the log10 probability is '{fields[0]}'; expected a number not above 0.");
        var backOff = 0.0;
        if (fields.Length == length + 2 && (!TryNumber(fields[^1], out backOff) || double.IsPositiveInfinity(backOff)))
            Report($"the log10 back-off weight is '{fields[^1]}'; expected a number.");
        if (!_grams.TryAdd(string.Join(' ', words), new ArpaModel.Entry(probability, backOff)))
            Report($"'{string.Join(' ', words)}' is listed twice.");
    }

    private static bool TryNumber(string field, out double number)
    {
        // SRILM and other programs write log10 0 this way.
        if (field is "-inf" or "-Inf" or "-Infinity")
        {
            number = double.NegativeInfinity;
            return true;
        }
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    /// <summary>Advances to the next non-empty line.</summary>
    private void Advance()
    {
        do
        {
            _line = text.ReadLine()?.Trim();
            _number++;
        } while (_line is "");
    }

    private string Shown() => _line is null ? "the end of the file" : $"'{(_line.Length > 60 ? _line[..60] + "…" : _line)}'";

    private void Report(string message)
    {
        _problems.Add(new Problem($"{name}:{_number}", message));
        if (_problems.Count >= MaxProblems)
            throw new InputException([.. _problems, new Problem(name, "there may be more problems: reading stopped here.")]);
    }
}
