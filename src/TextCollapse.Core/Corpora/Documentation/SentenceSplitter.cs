namespace TextCollapse.Corpora;

/// <summary>
/// Splits a description into sentences: at a full stop followed by white space and a capital letter, a reference or the end, and at a blank
/// line. Runs of white space become one space.
/// </summary>
internal sealed class SentenceSplitter(List<Sentence> sentences)
{
    internal const char NameStart = '\u0001', NameEnd = '\u0002', NotProse = '\u0003';

    private readonly TextBuffer _flat = new(), _text = new(), _key = new();
    private int _nameLength;

    /// <summary>Appends a piece of the description.</summary>
    internal void Append(ReadOnlySpan<char> piece) => _flat.Append(piece);

    /// <summary>Appends a reference by its bare name.</summary>
    internal void AppendName(ReadOnlySpan<char> name)
    {
        _flat.Append([NameStart]);
        _flat.Append(name);
        _flat.Append([NameEnd]);
    }

    /// <summary>Ends the description and adds its sentences to the list.</summary>
    internal void End(int type)
    {
        var flat = _flat.Span;
        var (inName, space) = (false, false);
        for (var at = 0; at < flat.Length; at++)
        {
            var c = flat[at];
            if (c is ' ' or '\n' or '\t' or '\r')
            {
                if (_text.Span is [.., var last] && (last == '.' && StartsSentence(flat[at..]) || c == '\n'
                    && flat[at..].StartsWith("\n\n")))
                    Sentence(type);
                space = _text.Span.Length > 0;
                continue;
            }
            if (space && c != NameEnd)
            {
                _text.Append([' ']);
                _key.Append([' ']);
                space = false;
            }
            if (c is NameStart or NameEnd)
            {
                inName = c == NameStart;
                if (inName)
                    _key.Append(['#']);
                continue;
            }
            _text.Append([c]);
            if (inName)
                _nameLength++;
            else
                _key.Append([char.IsAsciiDigit(c) ? '0' : char.ToLowerInvariant(c)]);
        }
        Sentence(type);
        _flat.Clear();
    }

    private void Sentence(int type)
    {
        if (_text.Span.Length > 0)
            sentences.Add(new Sentence(_text.Span.ToString(), _key.Span.ToString(), _nameLength, type));
        _text.Clear();
        _key.Clear();
        _nameLength = 0;
    }

    private static bool StartsSentence(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \n\t\r");
        return rest.IsEmpty || char.IsAsciiLetterUpper(rest[0]) || rest[0] is NameStart or NotProse;
    }

    /// <summary>A reusable character buffer.</summary>
    private sealed class TextBuffer
    {
        private char[] _characters = new char[1024];
        private int _length;

        internal ReadOnlySpan<char> Span => _characters.AsSpan(0, _length);

        internal void Append(ReadOnlySpan<char> piece)
        {
            if (_length + piece.Length > _characters.Length)
                Array.Resize(ref _characters, Math.Max(2 * _characters.Length, _length + piece.Length));
            piece.CopyTo(_characters.AsSpan(_length));
            _length += piece.Length;
        }

        internal void Clear() => _length = 0;
    }
}
