namespace TextCollapse.Corpora;

/// <summary>How many characters each part of found text gets.</summary>
internal readonly record struct TextQuotas(long Train, long HeldOut, long Validation, long Reserve)
{
    /// <summary>What was asked for, and sensible shares of the <paramref name="found"/> characters for what was not.</summary>
    internal static TextQuotas Of(RealTextSettings settings, long found)
    {
        var train = settings.Train ?? Math.Min(found / 10 * 8, FoundSplit.MostByDefault);
        var heldOut = settings.HeldOut ?? Math.Min(found / 10, Math.Max(1, train / 8));
        // A part is cut from whole documents, so that each may cost the rest of its last one.
        var spare = found - train - heldOut - 3L * settings.DocumentLength;
        return new TextQuotas(train, heldOut, settings.Validation ?? Math.Clamp(spare, 0, heldOut), settings.Reserve ?? long.MaxValue);
    }
}
