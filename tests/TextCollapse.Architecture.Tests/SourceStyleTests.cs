using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TextCollapse.Architecture.Tests;

/// <summary>The rules of CONTRIBUTING.md that neither the compiler nor <c>dotnet format</c> checks.</summary>
public sealed class SourceStyleTests
{
    private const int LongestLine = 140;

    [Fact]
    public void No_source_line_should_be_longer_than_140_characters()
    {
        var tooLong = SourceFiles.Matching("*.cs").Concat(SourceFiles.Matching("*.razor")).SelectMany(path => File.ReadLines(path)
            .Select((line, index) => (line, place: $"{SourceFiles.Relative(path)}:{index + 1}"))
            .Where(line => line.line.Length > LongestLine)
            .Select(line => line.place));
        Assert.True(!tooLong.Any(), string.Join("\n", tooLong));
    }

    [Fact]
    public void No_conditional_operator_should_be_nested_in_another()
    {
        var nested = SourceFiles.Matching("*.cs").SelectMany(path =>
        {
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
            return root.DescendantNodes().OfType<ConditionalExpressionSyntax>()
                .Where(inner => inner.Ancestors().TakeWhile(node => node is ExpressionSyntax).Any(node => node is ConditionalExpressionSyntax))
                .Select(inner => $"{SourceFiles.Relative(path)}:{inner.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
        });
        Assert.True(!nested.Any(), string.Join("\n", nested));
    }
}
