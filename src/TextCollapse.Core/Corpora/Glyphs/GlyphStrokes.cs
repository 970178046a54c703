namespace TextCollapse.Corpora.Glyphs;

/// <summary>Each digit as one line of straight strokes in a square from (0, 0), top left, to (1, 1).</summary>
internal static class GlyphStrokes
{
    private static readonly (double, double)[][] Digits =
    [
        [(.5, 0), (.9, .25), (.9, .75), (.5, 1), (.1, .75), (.1, .25), (.5, 0)],
        [(.25, .2), (.55, 0), (.55, 1)],
        [(.1, .2), (.5, 0), (.9, .25), (.1, 1), (.95, 1)],
        [(.1, 0), (.85, .05), (.45, .42), (.9, .7), (.5, 1), (.1, .9)],
        [(.7, 1), (.7, 0), (.05, .68), (.95, .68)],
        [(.9, 0), (.2, 0), (.15, .45), (.65, .4), (.9, .7), (.55, 1), (.1, .92)],
        [(.8, 0), (.35, .3), (.1, .75), (.5, 1), (.9, .75), (.5, .5), (.12, .68)],
        [(.05, 0), (.95, 0), (.4, 1)],
        [(.5, .47), (.12, .25), (.5, 0), (.88, .25), (.5, .47), (.08, .75), (.5, 1), (.92, .75), (.5, .47)],
        [(.9, .3), (.5, .52), (.1, .28), (.5, 0), (.9, .3), (.75, 1)],
    ];

    public static IReadOnlyList<(double X, double Y)> Of(int digit) => Digits[digit];
}
