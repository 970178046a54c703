namespace TextCollapse.Metrics.Statistics;

/// <summary>Every resample with replacement of a few documents: as multisets with their probabilities.</summary>
internal static class Resamples
{
    /// <summary>How often each of n documents was drawn, with the probability n!/(Π counts!)/nⁿ; C(2n − 1, n) of them.</summary>
    public static IEnumerable<(int[] Times, double Probability)> All(int documents)
    {
        var times = new int[documents];
        double nFactorial = 1;
        for (var k = 2; k <= documents; k++)
            nFactorial *= k;
        var all = Math.Pow(documents, documents);

        IEnumerable<(int[], double)> Fill(int document, int left, double arrangements)
        {
            if (document == documents - 1)
            {
                times[document] = left;
                for (var k = 2; k <= left; k++)
                    arrangements /= k;
                yield return (times, Math.Round(arrangements) / all);
                yield break;
            }
            for (var drawn = 0; drawn <= left; drawn++)
            {
                times[document] = drawn;
                if (drawn > 1)
                    arrangements /= drawn;
                foreach (var resample in Fill(document + 1, left - drawn, arrangements))
                    yield return resample;
            }
        }
        return documents == 0 ? [] : Fill(0, documents, nFactorial);
    }
}
